/// The quirks of the sources, each with ids of its own, so that all of them live in one world.
extension Quirk {
    static let all: [Quirk] = figures + dates + lineage + identity + access + countries

    static let figures: [Quirk] = [
        Quirk(
            "30-day downloads are a gauge, never differenced",
            [.hub(1, #"{"id":"gauge/m","downloads":100}"#), .hub(2, #"{"id":"gauge/m","downloads":40}"#)],
            [
                .model("gauge/m", "series.downloads30d.latest", "40"),
                Answer("model.timeline --id gauge/m --series downloads30d", "*.amount", "[null,null]"),
                Answer("records --series downloads30d", "error", "gauge"),
            ]),
        Quirk(
            "likes and all-time downloads can fall: negative differences stay, resets are flagged",
            [
                .hub(1, #"{"id":"fall/m","likes":10},{"id":"fall/reset","downloadsAllTime":9000}"#),
                .hub(2, #"{"id":"fall/m","likes":7},{"id":"fall/reset","downloadsAllTime":3}"#),
            ],
            [
                .model("fall/m", "series.likes.latest", "7"), .model("fall/m", "series.likes.changeSinceFirst", "-3"),
                .model("fall/m", "flags", #"["counterFell"]"#),
                .model("fall/reset", "flags", #"["counterFell","counterReset"]"#),
                Answer("model.timeline --id fall/m", "*.amount", "[null,-3]"),
            ]),
        Quirk(
            "Counts as rounded text keep their step; a difference below it is not adoption",
            [
                .pulls(
                    "2026-05-01,round/m,a,15.3K\n2026-05-02,round/m,a,15.3K\n2026-05-01,round/exact,a,118.7M\n"
                        + "2026-05-02,round/exact,a,118.8M\n2026-05-01,round/fine,a,\"15,310\"\n"
                        + "2026-05-02,round/fine,a,15.4K\n"
                        + "2026-05-01,round/whole,a,15K\n2026-05-02,round/whole,a,\"15,060\"\n"
                        + "2026-05-03,round/whole,a,15.1K\n")
            ],
            [
                .model("round/m", "series.pulls.latest", "15300"),
                Answer("model.timeline --id round/m --series pulls", "*.amount", "[null,0]"),
                Answer("model.timeline --id round/exact --series pulls", "*.amount", "[null,100000]"),
                Answer("model.timeline --id round/fine --series pulls", "*.amount", "[null,0]"),
                // 15K is 15.0K: to the nearest hundred, not thousand.
                Answer("model.timeline --id round/whole --series pulls", "*.amount", "[null,0,0]"),
            ]),
        Quirk(
            "A scraper that goes blank leaves a gap: no zero, nothing between",
            [.pulls("2026-04-01,gap/m,a,100\n2026-04-02,gap/m,a,\n2026-05-02,gap/m,a,160\n")],
            [
                Answer("model.timeline --id gap/m --series pulls", "*.value", "[100,160]"),
                Answer("model.timeline --id gap/m --series pulls", "*.at", #"["2026-04-01","2026-05-02"]"#),
            ]),
    ]

    static let dates: [Quirk] = [
        Quirk(
            "The floor of creation dates means unknown before; a curated release date wins",
            [
                .hub(
                    1,
                    #"{"id":"floor/m","createdAt":"2022-03-02T23:29:04.000Z"},{"id":"late/m","createdAt":"2025-01-20T03:46:07.000Z"}"#,
                    says: "floor"),
                Input(
                    format: "release-dates",
                    text: "model_id,hf_created_at,actual_release_date,notes\nlate/m,2025-01-20,2025-03-12,51 days\n",
                    options: ["--at", "2026-05-01"]),
            ],
            [
                .model("floor/m", "released", "null"),
                Answer("variants --id floor/m --from creation", "", "null"),
                .model("late/m", "released", #""2025-03-12""#),
                .model("late/m", "created", #""2025-01-20T03:46:07Z""#),
            ]),
        Quirk(
            "Dates to the month and to the year keep their precision",
            [
                Input(
                    format: "epoch",
                    text: "Model,Publication date,Organization\nDate Month,2025-03,Date Lab\nDate Year,1958,Date Lab\n",
                    options: ["--at", "2026-05-01"])
            ],
            [
                Answer("model.get --params {\"id\":\"Date\u{a0}Month\"}", "released", #""2025-03""#),
                Answer("model.get --params {\"id\":\"Date\u{a0}Month\"}", "releasedPrecision", #""month""#),
                Answer("model.get --params {\"id\":\"Date\u{a0}Year\"}", "released", #""1958""#),
            ]),
    ]

    static let lineage: [Quirk] = [
        Quirk(
            "The same edge as base_model:X and base_model:finetune:X is one, the more specific",
            [
                .hub(
                    1,
                    #"{"id":"edge/base"},{"id":"edge/m","tags":["base_model:edge/base","base_model:finetune:edge/base"]}"#
                )
            ],
            [
                .model("edge/base", "derivatives.direct", "1"),
                Answer("model.lineage --id edge/m", "*.relation", #"["finetune"]"#),
            ]),
        Quirk(
            "A merge keeps all its parents",
            [.hub(1, #"{"id":"merge/m","tags":["base_model:merge:merge/a","base_model:merge:merge/b"]}"#)],
            [Answer("model.lineage --id merge/m", "*.id", #"["merge/a","merge/b"]"#)]),
        Quirk(
            "A model that names itself as base: dropped, counted, reported",
            [.hub(1, #"{"id":"self/m","tags":["base_model:Self/M"]}"#, says: "name themselves as base")],
            [
                .model("self/m", "derivatives.direct", "0"), .model("self/m", "flags", #"["selfLoop"]"#),
                Answer("coverage", "selfLoops", "1"),
            ]),
        Quirk(
            "A relation the name contradicts is kept as stated, flagged, and can be left out",
            [.hub(1, #"{"id":"flag/base"},{"id":"flag/m-GGUF","tags":["base_model:finetune:flag/base"]}"#)],
            [
                .model("flag/m-GGUF", "flags", #"["relationContradicted"]"#),
                .model("flag/base", "derivatives.direct", "1"),
                Answer("model.lineage --id flag/m-GGUF", "*.relation", #"["finetune"]"#),
                Answer("model.lineage --id flag/m-GGUF --excludeFlagged true", "", "[]"),
                Answer("coverage", "edges.contradicted", "1"),
            ]),
        Quirk(
            "A parent that is not in the data is a placeholder, everything unknown",
            [.hub(1, #"{"id":"place/m","tags":["base_model:finetune:nobody/listed"]}"#)],
            [
                .model("nobody/listed", "flags", #"["placeholder"]"#), .model("nobody/listed", "access", #""unknown""#),
                .model("nobody/listed", "series.likes.latest", "null"), .model("nobody/listed", "released", "null"),
                .model("nobody/listed", "country", #""unreviewed""#),
                Answer("model.lineage --id place/m", "*.placeholder", "[true]"),
            ]),
    ]
}
