extension MethodDefinition {
    /// What happened between two batches.
    public static let watchEvents = MethodDefinition(
        name: "watch.events",
        summary: "what happened between two batches",
        description:
            "Records broken, crossovers, changed licenses, deletions, models that climb faster than their cohort, claims "
            + "with another verdict, sources gone quiet: all that is so at `knownAt` and was not at `from`. The page of the "
            + "measure `watch` has the rules. `watch` tells the same as it happens.",
        parameters: [
            ParameterDefinition(
                "from", .integer(0...Int64.max), required: true, meaning: "A batch: what came after it.", example: 1200),
            .kinds, .eventModel, .eventOrganization, .eventCountry, .limit(100), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "events", "A page of events.", schema: Schemas.answer(Schemas.list(Schemas.watchEvent))),
        errors: [
            .modelNotFound, .organizationNotFound, .epochLoading, .cursorInvalid, .knownAtUnknown, .storeUnavailable,
            .scoringUnavailable,
        ],
        example: (
            parameters: ["from": 1200, "knownAt": 1234, "kinds": ["record"]],
            result: [
                "value": [
                    [
                        "rank": 1, "kind": "record", "id": "deepseek-ai/DeepSeek-R1", "scope": "country CN",
                        "value": 13317, "before": "Qwen/Qwen3-8B", "model": "deepseek-ai/DeepSeek-R1",
                        "organization": "deepseek-ai", "countries": ["CN"], "at": "2026-05-04T04:10:37Z",
                        "text":
                            "deepseek-ai/DeepSeek-R1 leads country CN with 13317 likes, 12 more than Qwen/Qwen3-8B",
                        "key": "8f0c2d4417a9b3e6",
                    ]
                ], "unit": "events", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": .null,
                "definition": "watch/1", "parameters": ["from": 1200, "kinds": ["record"], "limit": 100],
                "numerator": 1, "denominator": 3, "denominatorText": "events between the two batches", "coverage": 1,
                "reason": .null, "sources": ["huggingface"], "cursor": .null,
            ]
        ))
}
