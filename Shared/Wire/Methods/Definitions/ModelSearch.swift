extension MethodDefinition {
    /// Models by a part of their name.
    public static let modelSearch = MethodDefinition(
        name: "model.search",
        summary: "models by a part of their name",
        description: "Models whose id or an alias holds every word of the query, the most liked first; ASCII case does "
            + "not count.",
        parameters: [
            ParameterDefinition(
                "query", .string, required: true, meaning: "Words, parted by spaces.", example: "deepseek r1"),
            .limit(), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition("models", "A page of models.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.epochLoading, .cursorInvalid, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["query": "deepseek r1", "limit": 1],
            result: [
                "value": [["rank": 1, "id": "deepseek-ai/DeepSeek-R1", "value": 13317]], "unit": "likes",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57, "definition": "search/1",
                "parameters": ["query": "deepseek r1", "limit": 1], "cursor": .null,
            ]
        ))
}
