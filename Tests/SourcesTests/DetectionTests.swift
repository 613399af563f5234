import Sources
import Testing

@Suite struct DetectionTests {
    private func detect(_ text: String) -> Detection { Adapters.detect(Array(text.utf8), fileName: "file") }

    @Test(arguments: [
        (#"[{"_id":"1","id":"a/b","likes":5"#, "huggingface"), (#"{"id":"a/b","tags":["x"]}"#, "huggingface"),
        (#"{"name":"a/b","revision":"1","open_weights":true,"framework":[]}"#, "mteb"),
        ("# note\nhf_org,region,notes\na,us,\n", "regions"), ("observed_at,model,source,value\n", "series"),
        ("# HELM\n\nmodels:\n\n  - name: a/b\n    creator_organization_name: A\n", "helm"),
        (#"{"model":{"id":"a/b","source":"x","at":"2025-01-01"}}"#, "groundswell"),
        (#"{"stream":{"name":"x"}}"#, "groundswell"),
        ("at,event,provider,model,path\n", "deployments"), ("Model,Organization,Publication date\n", "epoch"),
        ("model_id,hf_created_at,actual_release_date,notes\n", "release-dates"),
        ("model_id,total_params_b\n", "parameters"),
        (#"{"event":{"action":"create","scope":"repo"},"repo":{"name":"a/b"}}"#, "huggingface-webhook"),
        (#"{"name":"R1","open_weights":true,"attachment":false}"#, "models-dev"),
        ("---\n- type: model\n  name: GPT-3\n  organization: OpenAI\n", "ecosystem-graphs"),
    ]) func formatsAreToldByContent(text: String, format: String) {
        #expect(detect(text) == .format(format))
    }

    @Test(arguments: ["<html>", "", "\u{1f}\u{8b}x", "PK\u{3}\u{4}", "hello\n", #"{"a":1}"#, "a\0b"])
    func otherFilesAreToldToo(text: String) {
        guard case .other(let sentence) = detect(text) else {
            Issue.record("a format was told")
            return
        }
        #expect(!sentence.isEmpty)
    }

    @Test func formatsByNameWithTheNearest() throws {
        #expect(try Adapters.named("helm").format == "helm")
        #expect(Set(Adapters.all.map { $0.format }).count == Adapters.all.count)
        for (wrong, right) in [
            ("hugingface", "huggingface"), ("HELM", "helm"), ("region", "regions"), ("serie", "series"),
        ] {
            #expect(throws: SourceError.self) { try Adapters.named(wrong) }
            #expect(Adapters.nearest(to: wrong) == right)
        }
        #expect(Adapters.nearest(to: "zzzzzzzz") == nil)
    }
}
