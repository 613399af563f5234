/// Lines that tests send.
enum Lines {
    static func stream(_ name: String, from: Int64 = 0) -> String { #"{"stream":{"name":"\#(name)","from":\#(from)}}"# }

    static func event(_ number: Int, id: String? = nil, amount: Int = 1, model: String? = nil) -> String {
        let identity = id.map { #""id":"\#($0)","# } ?? ""
        let model = model ?? "author-\(number % 7)/model-\(number % 50)"
        return #"{"event":{\#(identity)"model":"\#(model)","kind":"like","amount":\#(amount),"#
            + #""source":"test","at":"2026-0\#(1 + number % 5)-1\#(number % 10)T00:00:0\#(number % 10)Z"}}"#
    }

    static func observation(_ number: Int, value: Int? = nil, series: String = "likes") -> String {
        #"{"observation":{"model":"author/model-\#(number)","series":"\#(series)","value":\#(value ?? number),"#
            + #""source":"test","at":"2026-05-01T07:02:00Z"}}"#
    }

    /// One record of every kind but retraction, and what it is called.
    static let everyKind = [
        #"{"series":{"id":"stars","kind":"counter","unit":"stars"}}"#,
        #"{"organization":{"id":"DeepSeek-AI","name":"DeepSeek","country":"CN","kind":"company","parent":"high-flyer","aliases":["deepseek","ds, \"quoted\""],"evidence":"https://example.org","source":"curated","at":"2026-01-05"}}"#,
        #"{"model":{"id":"deepseek-ai/DeepSeek-R1","hubId":"678e","released":"2025-01","created":"2025-01-20T03:46:07Z","access":"openUnrestricted","gated":false,"license":"mit","licenseName":"MIT","licenseLink":"https://example.org/l","parameters":671000000000,"activeParameters":37000000000,"task":"text-generation","library":"transformers","bases":[{"id":"deepseek-ai/DeepSeek-V3-Base","relation":"finetune"},{"id":"deepseek-ai/deepseek-r1","relation":"merge"}],"source":"huggingface","at":"2026-05-01T07:02:00Z"}}"#,
        #"{"observation":{"model":"deepseek-ai/deepseek-r1","series":"likes","value":13548,"step":10,"source":"huggingface","at":"2026-05-01T07:02:00.000001Z"}}"#,
        #"{"observation":{"model":"someone/else","series":"stars","value":-5,"source":"huggingface","at":"2014-12-31"}}"#,
        #"{"event":{"id":"e1","model":"deepseek-ai/DeepSeek-R1","kind":"deployment","amount":-2,"adopter":{"id":"acme","country":"US","kind":"company"},"source":"models-dev","at":"2026-02-01"}}"#,
        #"{"component":{"model":"deepseek-ai/DeepSeek-R1","id":21,"license":"CC-BY-4.0","evidence":"https://example.org","source":"mof","at":"2026-02-02"}}"#,
        #"{"artifact":{"id":"the-pile","type":"dataset","name":"The Pile","source":"curated","at":"2026-02-03"}}"#,
        #"{"rename":{"from":"a/b","to":"a/c","source":"huggingface","at":"2026-02-04"}}"#,
        #"{"same":{"a":"a/b","b":"x/b","source":"curated","at":"2026-02-05"}}"#,
        #"{"deletion":{"model":"a/b","reason":"gone","source":"huggingface","at":"2026-02-06"}}"#,
        #"{"milestone":{"id":"m1","title":"Export controls","date":"2025-01-13","citation":"90 FR 4544","countries":["US"],"kind":"policy","source":"curated","at":"2026-02-07"}}"#,
        #"{"claim":{"id":"c1","text":"a claim","date":"2025","measure":"dependence","parameters":{"of":"US"},"predicate":{"kind":"threshold","operator":">","value":0.2},"source":"curated","at":"2026-02-08"}}"#,
        #"{"scores":{"framework":"fmti","edition":"2024-05","organization":"meta-llama","scores":{"data":1.5},"source":"fmti","at":"2026-02-09"}}"#,
    ]

    /// Withdraws each of them that can be withdrawn.
    static let retractions = [
        #"{"organization":{"id":"deepseek-ai","source":"curated","at":"2026-01-05"}}"#,
        #"{"model":{"id":"DeepSeek-ai/DeepSeek-R1","source":"huggingface","at":"2026-05-01T07:02:00Z"}}"#,
        #"{"observation":{"model":"deepseek-ai/deepseek-r1","series":"likes","source":"huggingface","at":"2026-05-01T07:02:00.000001Z"}}"#,
        #"{"event":{"id":"e1","source":"models-dev"}}"#,
        #"{"component":{"model":"deepseek-ai/DeepSeek-R1","id":21,"source":"mof","at":"2026-02-02"}}"#,
        #"{"artifact":{"id":"the-pile","source":"curated","at":"2026-02-03"}}"#,
        #"{"rename":{"from":"a/b","to":"a/c","source":"huggingface"}}"#,
        #"{"same":{"a":"a/b","b":"x/b","source":"curated"}}"#,
        #"{"deletion":{"model":"a/b","source":"huggingface","at":"2026-02-06"}}"#,
        #"{"milestone":{"id":"m1","source":"curated","at":"2026-02-07"}}"#,
        #"{"claim":{"id":"c1","source":"curated","at":"2026-02-08"}}"#,
        #"{"scores":{"framework":"fmti","edition":"2024-05","organization":"meta-llama","source":"fmti","at":"2026-02-09"}}"#,
    ].map { #"{"retraction":{"of":\#($0),"reason":"wrong","source":"curated","at":"2026-03-01"}}"# }
}
