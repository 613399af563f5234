extension Quirk {
    static let identity: [Quirk] = [
        Quirk(
            "A rename keeps likes and children; both names answer",
            [
                .hub(1, #"{"_id":"r1","id":"old/m","likes":10},{"id":"kid/m","tags":["base_model:finetune:old/m"]}"#),
                .hook(
                    2,
                    #"{"event":{"action":"move","scope":"repo"},"repo":{"type":"model","name":"old/m","id":"r1"},"movedTo":{"name":"new/m"},"webhook":{"id":"w","version":3}}"#
                ),
                .hub(3, #"{"_id":"r1","id":"new/m","likes":12}"#),
            ],
            [
                .model("old/m", "id", #""new/m""#), .model("new/m", "series.likes.latest", "12"),
                .model("new/m", "series.likes.changeSinceFirst", "2"), .model("old/m", "derivatives.direct", "1"),
                .model("new/m", "aliases", #"["old/m"]"#),
            ]),
        Quirk(
            "Renames after one another, in whatever order they are told, back again, and in a circle are one identity",
            [
                .hub(1, #"{"id":"chain/a","likes":3},{"id":"back/a","likes":3},{"id":"ring/a","likes":3}"#),
                .records(
                    [
                        ("chain/b", "chain/c", 3), ("chain/a", "chain/b", 2), ("back/a", "back/b", 2),
                        ("back/b", "back/a", 3), ("ring/a", "ring/b", 2), ("ring/b", "ring/c", 3),
                        ("ring/c", "ring/a", 4),
                    ].map { from, to, day in
                        #"{"rename":{"from":"\#(from)","to":"\#(to)","source":"curated","at":"2026-05-0\#(day)"}}"#
                            + "\n"
                    }.joined()),
            ],
            [
                .model("chain/a", "id", #""chain/c""#), .model("chain/c", "series.likes.latest", "3"),
                .model("chain/b", "aliases", #"["chain/a","chain/b"]"#),
                .model("back/b", "id", #""back/a""#), .model("back/a", "aliases", #"["back/b"]"#),
                .model("ring/b", "id", #""ring/a""#), .model("ring/c", "aliases", #"["ring/b","ring/c"]"#),
            ]),
        Quirk(
            "A repository made anew under the name of one that was deleted: one identity, and said to be several",
            [
                .hub(1, #"{"_id":"first1","id":"anew/m","likes":50}"#),
                .hook(
                    2,
                    #"{"event":{"action":"delete","scope":"repo"},"repo":{"type":"model","name":"anew/m","id":"first1"}}"#
                ),
                .hub(3, #"{"_id":"second2","id":"anew/m","likes":3}"#),
            ],
            [
                .model("anew/m", "flags", #"["counterFell","severalRepositories"]"#),
                Answer("model.get --id anew/m --asOf 2026-05-02", "flags", #"["deleted"]"#),
                .model("anew/m", "series.likes.latest", "3"),
            ]),
        Quirk(
            "Two repositories that changed names cannot be told apart by name: said to be several",
            [
                .hub(1, #"{"_id":"swapx","id":"swap/x","likes":7},{"_id":"swapy","id":"swap/y","likes":9}"#),
                .hub(2, #"{"_id":"swapy","id":"swap/x","likes":9},{"_id":"swapx","id":"swap/y","likes":7}"#),
            ],
            [
                Answer("model.get --id swap/y --asOf 2026-05-01", "flags", "[]"),
                Answer("model.get --id swap/y --asOf 2026-05-01", "id", #""swap/y""#),
                .model("swap/y", "aliases", #"["swap/y"]"#),
                .model("swap/x", "flags", #"["counterFell","severalRepositories"]"#),
            ]),
        Quirk(
            "The hub's own id joins two names that nobody has called a rename",
            [
                .hub(1, #"{"_id":"stable1","id":"before/m","likes":5}"#),
                .hub(2, #"{"_id":"stable1","id":"after/m","likes":6}"#),
            ],
            [
                .model("before/m", "id", #""after/m""#), .model("after/m", "series.likes.changeSinceFirst", "1"),
            ]),
        Quirk(
            "Ids that differ only in case are one model, shown as it was written",
            [.hub(1, #"{"id":"Case/Model","likes":4}"#), .hub(2, #"{"id":"case/model","likes":5}"#)],
            [
                .model("CASE/MODEL", "id", #""Case/Model""#),
                .model("case/model", "series.likes.changeSinceFirst", "1"),
                Answer("model.search --query case/model", "*.id", #"["Case/Model"]"#),
            ]),
        Quirk(
            "A legacy id without a slash has the author it is listed with",
            [.hub(1, #"{"id":"legacy2","author":"legacy-community","likes":3}"#)],
            [.model("legacy2", "organization.id", #""legacy-community""#)]),
        Quirk(
            "The same model under several hubs is one only by an explicit record",
            [
                .hub(1, #"{"id":"hub/m","likes":3},{"id":"hub/other","likes":3}"#),
                .pulls("2026-05-01,mirror-m,a,70\n2026-05-01,mirror-other,a,80\n"),
                .records(#"{"same":{"a":"hub/m","b":"mirror-m","source":"curated","at":"2026-05-01"}}"# + "\n"),
            ],
            [
                .model("mirror-m", "series.likes.latest", "3"), .model("hub/m", "series.pulls.latest", "70"),
                .model("hub/other", "series.pulls.latest", "null"),
            ]),
        Quirk(
            "Deletion and going private are dated facts; earlier adoption stays",
            [
                .hub(1, #"{"id":"gone/m","likes":8},{"id":"shut/m","likes":9}"#),
                .hook(
                    2,
                    #"{"event":{"action":"delete","scope":"repo"},"repo":{"type":"model","name":"gone/m"}}"# + "\n"
                        + #"{"event":{"action":"update","scope":"repo"},"repo":{"type":"model","name":"shut/m","private":true}}"#
                ),
            ],
            [
                .model("gone/m", "flags", #"["deleted"]"#), .model("gone/m", "series.likes.latest", "8"),
                .model("shut/m", "flags", #"["deleted"]"#), .model("shut/m", "series.likes.latest", "9"),
                Answer("model.get --id gone/m --asOf 2026-05-01", "flags", "[]"),
            ]),
    ]

    static let access: [Quirk] = [
        Quirk(
            "Licence other is mapped by name and link where known, else unknown; so is none",
            [
                .hub(
                    1,
                    #"{"id":"lic/named","cardData":{"license":"other","license_name":"llama3.1","license_link":"https://x.example"}},{"id":"lic/odd","cardData":{"license":"other","license_name":"my-own-terms"}},{"id":"lic/none"}"#
                )
            ],
            [
                .model("lic/named", "access", #""openRestricted""#), .model("lic/odd", "access", #""unknown""#),
                .model("lic/odd", "flags", #"["licenseUnmapped"]"#),
                .model("lic/odd", "licenseName", #""my-own-terms""#),
                .model("lic/none", "access", #""unknown""#), .model("lic/none", "license", "null"),
            ]),
        Quirk(
            "Gating is a dated fact: before it the weights were open",
            [
                .hub(1, #"{"id":"gate/later","gated":false,"likes":4,"tags":["license:mit"]}"#),
                .hub(3, #"{"id":"gate/later","gated":"manual","likes":5,"tags":["license:mit"]}"#),
            ],
            [
                Answer("model.get --id gate/later --asOf 2026-05-02", "access", #""openUnrestricted""#),
                .model("gate/later", "access", #""openRestricted""#),
                .model("gate/later", "series.likes.changeSinceFirst", "1"),
            ]),
        Quirk(
            "Gated weights are restricted, not closed",
            [
                .hub(
                    1,
                    #"{"id":"gate/auto","gated":"auto","tags":["license:mit"]},{"id":"gate/manual","gated":"manual","tags":["license:mit"]},{"id":"gate/none","gated":false,"tags":["license:mit"]}"#
                )
            ],
            [
                .model("gate/auto", "access", #""openRestricted""#),
                .model("gate/manual", "access", #""openRestricted""#),
                .model("gate/none", "access", #""openUnrestricted""#),
            ]),
        Quirk(
            "JSON with comments or trailing commas is rejected with line and column, not guessed",
            [
                Input(
                    format: "huggingface", text: "[{\"id\":\"json/a\"},\n // a comment\n {\"id\":\"json/b\"}]",
                    options: ["--at", "2026-05-01"], status: 1, says: ":2:2: json.invalid"),
                Input(
                    format: "huggingface-webhook",
                    text: "{\"event\":{\"action\":\"create\",},\"repo\":{\"name\":\"json/c\"}}\n",
                    options: ["--at", "2026-05-01"], status: 3, says: ":1:"),
            ],
            [
                .model("json/a", "id", #""json/a""#), .model("json/b", "error", "json/b"),
                .model("json/c", "error", "json/c"),
            ]),
        Quirk(
            "YAML with CRLF is read like any other",
            [
                Input(
                    format: "helm",
                    text: [
                        "models:", "  - name: crlf/m", "    display_name: M", "    description: d",
                        "    creator_organization_name: CRLF", "    access: open", "    release_date: 2025-03-04", "",
                    ].joined(separator: "\r\n"), options: ["--at", "2026-05-01"])
            ],
            [.model("crlf/m", "released", #""2025-03-04""#), .model("crlf/m", "access", #""openRestricted""#)]),
        Quirk(
            "YAML values are a scalar, or an object with value and explanation",
            [
                .hub(1, #"{"id":"either/m"}"#),
                Input(
                    format: "osai",
                    text: [
                        "system:", "  endmodelname: m", "  link: https://huggingface.co/either/m", "org:",
                        "  name: Either", "weights_basemodel:", "  class: open", "code: open", "licenses:",
                        "  value: partial", "  explanation: some of it", "",
                    ].joined(separator: "\r\n"), options: ["--at", "2026-05-01"]),
            ],
            [Answer("openness.explain --id either/m --framework osai", "verdicts.*.label", #"["2.5 of 12"]"#)]),
        Quirk(
            "Two editions of a yearly index are two, and every verdict names its own",
            [
                .hub(1, #"{"id":"yearly/m","createdAt":"2023-01-01T00:00:00Z"}"#),
                Input(
                    format: "fmti", text: "Indicator,yearly,Google,OpenAI\nData size,1,0,0\nRisks,1,1,0\n",
                    options: ["--at", "2023-10-18"]),
                Input(
                    format: "fmti", text: "Indicator,yearly,Google,OpenAI\nData size,0,0,0\nRisks,1,1,0\n",
                    options: ["--at", "2024-05-21"]),
            ],
            [
                Answer(
                    "openness.explain --id yearly/m --framework fmti", "verdicts.*.label",
                    #"["1.0 of 100, edition 2024-05"]"#),
                Answer(
                    "openness.explain --id yearly/m --framework fmti --asOf 2024-01-01", "verdicts.*.label",
                    #"["2.0 of 100, edition 2023-10"]"#),
            ]),
    ]
}
