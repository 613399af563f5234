extension MethodDefinition {
    /// All adoption figures of one model.
    public static let modelAdoption = MethodDefinition(
        name: "model.adoption",
        summary: "all adoption figures of a model",
        description:
            "Net likes, velocities, momenta, decayed adoption, relative adoption at every checkpoint since the "
            + "release, and the half-life of attention. A figure that cannot be had is null and says why; each names its "
            + "definition.",
        parameters: [
            .model(),
            ParameterDefinition(
                "windows", .list(.integer(1...3_650)), default: [7, 30],
                meaning: "Windows of velocity and momentum, in days.", example: [7, 30, 90]),
            ParameterDefinition(
                "halfLife", .number, default: 30,
                meaning: "Days after which an amount weighs half in decayed adoption; above 0.", example: 14),
            ParameterDefinition(
                "series", .word(["downloadsAllTime", "pulls"]), default: "downloadsAllTime",
                meaning: "The counter that version 2 of relative adoption compares; version 1 compares downloads30d."),
            ParameterDefinition(
                "attention", .string, default: "likes",
                meaning: "The counter whose half-life of attention is wanted; likes are net likes.", example: "pulls"),
            ParameterDefinition(
                "horizon", .integer(1...36_500), default: 90,
                meaning: "Days since release at which the half-life of attention takes the cumulative value."),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "adoption", "The figures by name.", schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [.modelNotFound, .seriesUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "deepseek-ai/DeepSeek-R1"],
            result: [
                "value": [
                    "netLikes": ["value": 13317, "definition": "netLikes/1", "reason": .null],
                    "velocities": [["days": 7, "value": .null, "reason": "likes were first seen on 2026-04-30"]],
                ],
                "unit": "by figure", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "adoption/1", "parameters": ["id": "deepseek-ai/DeepSeek-R1", "windows": [7, 30]],
            ]
        ))
}
