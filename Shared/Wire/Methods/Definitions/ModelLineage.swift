extension MethodDefinition {
    /// What a model comes from, or what comes from it.
    public static let modelLineage = MethodDefinition(
        name: "model.lineage",
        summary: "what a model comes from, or what comes from it",
        description: "The models that can be reached from one, with the relation and the depth at which each is first "
            + "met; placeholders nobody has described are marked.",
        parameters: [
            .model(),
            ParameterDefinition(
                "direction", .word(["ancestors", "descendants"]), default: "ancestors", meaning: "Which way to go."),
            ParameterDefinition(
                "depth", .integer(1...100), default: 10, meaning: "The most steps from the model.", example: 2),
            .relations, .lineage, .excludeFlagged, .limit(100, to: 10_000), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition("lineage", "A page of nodes.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.modelNotFound, .epochLoading, .knownAtUnknown, .cursorInvalid, .scoringUnavailable],
        example: (
            parameters: ["id": "deepseek-ai/DeepSeek-R1", "direction": "ancestors"],
            result: [
                "value": [
                    [
                        "id": "deepseek-ai/DeepSeek-V3-Base", "relation": "finetune", "depth": 1,
                        "child": "deepseek-ai/DeepSeek-R1", "placeholder": false,
                    ]
                ],
                "unit": "models", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "lineage/1", "parameters": ["id": "deepseek-ai/DeepSeek-R1", "direction": "ancestors"],
                "cursor": .null,
            ]
        ))
}
