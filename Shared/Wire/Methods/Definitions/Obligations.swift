extension MethodDefinition {
    /// What the licences of a model's ancestors ask of it.
    public static let obligations = MethodDefinition(
        name: "obligations",
        summary: "what the licences of a model's ancestors ask of it",
        description:
            "The union over all paths, each obligation with the shortest path that brings it, ties by name, and whether the "
            + "model's own licence asks it too.",
        parameters: [
            .model(), .relations, .lineage, .excludeFlagged, .asOf, .knownAt,
        ],
        result: ResultDefinition("obligations", "A list.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.modelNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "a/b"],
            result: [
                "value": [["obligation": "notice", "from": "c/d", "path": ["a/b", "c/d"]]], "unit": "obligations",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "obligations/1", "parameters": ["id": "a/b"],
            ]
        ))
}
