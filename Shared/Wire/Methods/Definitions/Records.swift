extension MethodDefinition {
    /// Every change of the leader.
    public static let records = MethodDefinition(
        name: "records",
        summary: "every change of the leader, and how long a model took to the first place",
        description: "An entry each time the model with the highest cumulative figure changes: holder, predecessor, "
            + "time, days since the holder's release, margin and tenure; ties by who got there first, then by id. "
            + "Conditions hold for what models are at the time asked for. With `model`, the days from its release (not "
            + "its creation) to the first place.",
        parameters: [
            ParameterDefinition(
                "series", .string, default: "likes", meaning: "A counter; likes are net likes.", example: "pulls"),
            ParameterDefinition("country", .country, meaning: "Only models of this country.", example: "CN"),
            ParameterDefinition("task", .string, meaning: "Only models for this task.", example: "text-generation"),
            ParameterDefinition(
                "sizeClass", .word(sizeClasses),
                meaning: "Only models of this size, in billions of total parameters, lower bound included."),
            ParameterDefinition(
                "model", .string, meaning: "A model whose time to the first place is wanted.",
                example: "deepseek-ai/DeepSeek-R1"),
            .limit(100, to: 10_000), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "records", "The ledger in order of time, or a number of days.",
            schema: Schemas.answer(["type": ["array", "integer", "null"]])),
        errors: [
            .seriesUnknown, .modelNotFound, .countryUnknown, .cursorInvalid, .epochLoading, .knownAtUnknown,
            .scoringUnavailable,
        ],
        example: (
            parameters: ["series": "likes", "limit": 1],
            result: [
                "value": [
                    [
                        "id": "deepseek-ai/DeepSeek-R1", "predecessor": "black-forest-labs/FLUX.1-dev",
                        "at": "2025-02-05T00:00:00Z", "value": 8213, "margin": 2, "daysSinceRelease": 16,
                        "tenureDays": 453.25, "until": .null, "current": true, "seenLeading": false, "reason": .null,
                    ]
                ],
                "unit": "likes", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "records/1", "parameters": ["series": "likes", "limit": 1],
            ]
        ))
}
