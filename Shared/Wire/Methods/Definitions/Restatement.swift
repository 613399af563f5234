extension MethodDefinition {
    /// What a figure was, what it is, and which records changed it.
    public static let restatement = MethodDefinition(
        name: "restatement",
        summary: "what a figure was, what it is, and which records changed it",
        description:
            "Any figure of one valid time at two recorded times: old value, new value, difference. The records "
            + "between the two batches follow, those that moved the figure first, each with source, subject, valid time, "
            + "batch and, where it was withdrawn, the reason. Their effects are found by applying the changes of one kind "
            + "and source after the other, in a fixed order, so they add up to the difference.",
        parameters: [
            .method, .params, .key,
            ParameterDefinition(
                "knownAtBefore", .integer(0...Int64.max), required: true,
                meaning: "Recorded time before: a batch number.", example: 1200),
            ParameterDefinition(
                "knownAtAfter", .integer(0...Int64.max),
                meaning: "Recorded time after: a batch number. By default the epoch's.", example: 1234),
            .asOf, .limit(100, to: 2_000), .cursor,
        ],
        result: ResultDefinition(
            "restatement", "Old and new value, and a page of the records between.",
            schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [
            .modelNotFound, .organizationNotFound, .countryUnknown, .epochLoading, .knownAtUnknown, .cursorInvalid,
            .storeUnavailable, .scoringUnavailable,
        ],
        example: (
            parameters: ["method": "dependence", "params": ["of": "US", "on": "CN"], "knownAtBefore": 1200],
            result: [
                "value": ["old": 0.341, "new": 0.339, "difference": -0.002], "unit": "share",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57, "definition": "restatement/1",
                "parameters": ["method": "dependence", "params": ["of": "US", "on": "CN"], "knownAtBefore": 1200],
                "changes": [
                    [
                        "kind": "organization", "change": "changed", "subject": "mistralai", "source": "curated",
                        "at": "2026-05-01T00:00:00Z", "batch": 1220, "relevance": "subject", "effect": -0.002,
                    ]
                ],
            ]
        ))
}
