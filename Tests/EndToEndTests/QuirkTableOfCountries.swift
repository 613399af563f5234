/// Where organisations are based: what sources leave open, share out and contradict.
extension Quirk {
    static let countries: [Quirk] = [
        Quirk(
            "A country that a source repeats, or spells at length, is one ISO code; a region stays a region",
            [
                Input(
                    format: "epoch",
                    text: "Model,Publication date,Organization,Country (of organization)\n"
                        + "RepA,2025,RepeatLab,\"China,China\"\n"
                        + "RepB,2025,LongLab,United Kingdom of Great Britain and Northern Ireland\n"
                        + "RepC,2025,\"JointA,JointB\",\"France,Japan\"\n", options: ["--at", "2026-05-01"]),
                Input(
                    format: "regions", text: "hf_org,region\nregion-org,eu\n", options: ["--at", "2026-05-01"]),
            ],
            [
                .model("RepA", "country", #""CN""#), .model("RepB", "country", #""GB""#),
                // The row does not say which of them is based where.
                .model("RepC", "country", #""unreviewed""#),
                .model("RepC", "organizations", #"["JointA","JointB"]"#),
                Answer("organization.get --id region-org", "country", #""EU""#),
            ]),
        Quirk(
            "Of sources that contradict each other the curated wins, and the loser stays visible",
            [
                Input(
                    format: "regions", text: "hf_org,region\ntwo-minds,us\n", options: ["--at", "2026-05-01"]),
                Input(
                    format: "organizations", text: "organization,country,evidence,at\ntwo-minds,FR,imprint,2026-04-01\n"
                ),
            ],
            [
                Answer("organization.get --id two-minds", "country", #""FR""#),
                Answer("organization.get --id two-minds", "countrySource", #""curated""#),
                Answer("organization.get --id two-minds", "contradicted", #"[{"country":"US","source":"atom"}]"#),
            ]),
        Quirk(
            "A joint release shares its weight equally among its organisations' countries",
            [
                Input(
                    format: "epoch",
                    text: "Model,Publication date,Organization,Country (of organization),Task\n"
                        + "ShareA,2025,ShareLabA,Norway,shared task\nShareB,2025,ShareLabB,Chile,shared task\n"
                        + "ShareAB,2025,\"ShareLabA,ShareLabB\",\"Norway,Chile\",shared task\n"
                        + "ShareAA,2025,\"ShareLabA,ShareLabC\",\"Norway,Norway\",shared task\n"
                        + "ShareAU,2025,\"ShareLabB,ShareLabU\",,shared task\n", options: ["--at", "2026-05-01"])
            ],
            [
                .model("ShareAB", "countries", #"["CL","NO"]"#), .model("ShareAB", "country", #""NO""#),
                .model("ShareAB", "flags", #"["jointRelease"]"#), .model("ShareAA", "flags", "[]"),
                // Norway 1 + 1/2 + 1, Chile 1 + 1/2 + 1/2; the other half of the last is nobody's.
                Answer(
                    "concentration --params {\"measure\":\"releases\",\"task\":\"shared\u{a0}task\"}",
                    "shares.*.numerator",
                    "[2.5,2]"),
                Answer(
                    "concentration --params {\"measure\":\"releases\",\"task\":\"shared\u{a0}task\"}", "shares.*.key",
                    #"["NO","CL"]"#),
                Answer("country.get --id NO", "models", "2.5"), Answer("country.get --id CL", "models", "2"),
            ]),
        Quirk(
            "The sensitivity band covers what sources contradict each other on",
            [
                Input(
                    format: "regions", text: "hf_org,region\nmind-parent,us\n",
                    options: ["--at", "2026-05-01"]),
                Input(
                    format: "organizations",
                    text: "organization,country,evidence,at\nmind-parent,PT,imprint,2026-04-01\n"
                        + "mind-child,MT,imprint,2026-04-01\n"),
                .hub(1, #"{"id":"mind-parent/m"},{"id":"mind-child/m","tags":["base_model:finetune:mind-parent/m"]}"#),
            ],
            [
                Answer("dependence --of MT --on PT", "", "1"),
                Answer(
                    #"sensitivity --params {"method":"dependence","params":{"of":"MT","on":"PT"},"over":["countries"]}"#,
                    "", #"{"max":1,"min":0}"#),
                Answer("organization.get --id mind-parent", "contradicted", #"[{"country":"US","source":"atom"}]"#),
            ]),
        Quirk(
            "A country is never guessed from text",
            [.hub(1, #"{"id":"France-AI-Paris/m","likes":1,"tags":["region:us","fr"]}"#)],
            [
                .model("France-AI-Paris/m", "country", #""unreviewed""#),
                Answer("organization.get --id France-AI-Paris", "country", #""unreviewed""#),
            ]),
    ]
}
