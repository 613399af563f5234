extension MethodDefinition {
    /// All verdicts of openness on a model, with what they rest on.
    public static let opennessExplain = MethodDefinition(
        name: "openness.explain",
        summary: "all openness verdicts on a model, with their evidence",
        description: "Every framework's verdict, each with its version, its clauses, and the cheapest next step up; "
            + "every component with its state, the statement that was followed (source, licence, time, link) and those "
            + "that were not; which of these would change which verdict; how the model can be had, by every source; and "
            + "scores that indexes gave.",
        parameters: [
            .model(),
            ParameterDefinition(
                "framework", .word(frameworks), meaning: "Only this framework's verdict.", example: "mof"),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "openness", "Verdicts, evidence, disagreements.",
            schema: Schemas.answer([
                "type": ["object", "null"],
                "properties": [
                    "id": ["type": "string"], "access": Schemas.object, "axes": Schemas.object,
                    "verdicts": Schemas.list(Schemas.object), "evidence": Schemas.list(Schemas.object),
                    "alternatives": Schemas.list(Schemas.object), "disagreements": Schemas.list(Schemas.object),
                    "scores": Schemas.list(Schemas.object),
                ],
            ])),
        errors: [.modelNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "deepseek-ai/DeepSeek-R1", "framework": "weights"],
            result: [
                "value": [
                    "id": "deepseek-ai/DeepSeek-R1",
                    "axes": ["weights": 1, "science": 0],
                    "verdicts": [
                        ["framework": "weights", "version": "1", "label": "weights 1.0", "opens": .null, "next": .null]
                    ],
                ], "unit": "verdicts", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "openness/1", "parameters": ["id": "deepseek-ai/DeepSeek-R1", "framework": "weights"],
            ]
        ))

    /// The frameworks by id, as the registry of frameworks has them.
    public static let frameworks = [
        "mof", "osaid", "osaid10", "g7", "epoch", "osai", "osai14", "sixItems", "fmti", "weights", "science",
    ]
}
