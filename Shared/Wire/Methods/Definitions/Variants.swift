extension MethodDefinition {
    /// How fast others build on a model.
    public static let variants = MethodDefinition(
        name: "variants",
        summary: "how many variants of a model came within hours and days of its release",
        description:
            "Distinct children first seen within 1, 6, 24 and 72 hours, 7 and 30 days of the parent's release, "
            + "with their publishers and the publishers' kinds. A release known to the day begins with that day, UTC; "
            + "windows shorter than a day are null then.",
        parameters: [
            .model(),
            ParameterDefinition(
                "from", .word(["release", "creation"]), default: "release",
                meaning: "What the windows begin with: the parent's release, or the creation of its repository."),
            .relations, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "variants", "A count a window.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.modelNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "Qwen/Qwen3.6-27B", "from": "creation"],
            result: [
                "value": [
                    [
                        "within": "24 h", "value": 7, "atLeast": 7, "atMost": 7, "organizations": 5,
                        "kinds": [["key": "community", "value": 0.6, "numerator": 3]], "reason": .null,
                    ]
                ],
                "unit": "models", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "variants/1", "parameters": ["id": "Qwen/Qwen3.6-27B", "from": "creation"],
            ]
        ))
}
