extension MethodDefinition {
    /// Ancestors on every path from a model to its roots.
    public static let dominators = MethodDefinition(
        name: "dominators",
        summary: "ancestors on every path from a model to its roots",
        description:
            "Single points of failure: the ancestors, nearest first, without which nothing of the model's lineage is left. "
            + "A cycle counts as one node, named after its first member.",
        parameters: [
            .model(), .relations, .lineage, .excludeFlagged, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "dominators", "A list, nearest first.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.modelNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "acme/merge"],
            result: [
                "value": [["rank": 1, "id": "meta-llama/Llama-3.1-8B"]], "unit": "models",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "dominators/1", "parameters": ["id": "acme/merge"],
            ]
        ))
}
