extension MethodDefinition {
    /// A figure of a model over time.
    public static let modelTimeline = MethodDefinition(
        name: "model.timeline",
        summary: "a figure of a model over time",
        description: "The values of one series of one model as each source saw them, in order of time.",
        parameters: [
            .model(),
            ParameterDefinition(
                "series", .string, default: "likes", meaning: "A series' id.", example: "downloads30d"),
            ParameterDefinition("source", .string, meaning: "Only what this source saw.", example: "huggingface"),
            ParameterDefinition(
                "from", .instant(.start), meaning: "Not before; a date means its start.", example: "2026-04-01"),
            ParameterDefinition(
                "to", .instant(.end), meaning: "Not after; a date means its end.", example: "2026-05-04"),
            ParameterDefinition(
                "align", .word(["calendar", "release"]), default: "calendar",
                meaning: "Times as they are, or as days since the model's release."),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "timeline", "Points in order of time.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [
            .modelNotFound, .seriesUnknown, .storeUnavailable, .epochLoading, .resultTooLarge, .knownAtUnknown,
            .scoringUnavailable,
        ],
        example: (
            parameters: ["id": "deepseek-ai/DeepSeek-R1", "series": "likes"],
            result: [
                "value": [["at": "2026-05-03T04:10:37Z", "value": 13317, "source": "huggingface"]], "unit": "likes",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57, "definition": "timeline/1",
                "parameters": ["id": "deepseek-ai/DeepSeek-R1", "series": "likes", "align": "calendar"],
            ]
        ))
}
