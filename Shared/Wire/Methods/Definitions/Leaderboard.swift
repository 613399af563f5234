extension MethodDefinition {
    /// Models by a measure.
    public static let leaderboard = MethodDefinition(
        name: "leaderboard",
        summary: "models by a measure",
        description: "The models that fulfil every condition, by one measure; ties by who got there first, then by id. "
            + "Models for which the measure is not known are left out and show in the coverage.",
        parameters: [
            ParameterDefinition(
                "measure", .word(leaderboardMeasures), default: "netLikes", meaning: "What they are ranked by.")
        ] + modelFilters + [
            ParameterDefinition(
                "order", .word(["descending", "ascending"]), default: "descending", meaning: "Which end comes first."),
            .limit(), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition("models", "A page of models.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [
            .epochLoading, .countryUnknown, .organizationNotFound, .cursorInvalid, .knownAtUnknown, .scoringUnavailable,
        ],
        example: (
            parameters: ["measure": "netLikes", "country": "CN", "limit": 1],
            result: [
                "value": [["rank": 1, "id": "deepseek-ai/DeepSeek-R1", "value": 13317]], "unit": "likes",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57, "definition": "netLikes/1",
                "parameters": ["measure": "netLikes", "country": "CN", "limit": 1], "cursor": "eyJyIjoxfQ",
            ]
        ))

    /// What models can be ranked by.
    public static let leaderboardMeasures = [
        "netLikes", "gain7d", "gain30d", "gainSinceFirst", "velocity7d", "velocity30d", "momentum7d", "momentum30d",
        "decayedAdoption", "derivatives", "descendants", "hIndex", "downloads30d", "downloadsAllTime", "pulls",
    ]

    /// Classes by total parameters, in billions, lower bound included.
    public static let sizeClasses = ["<1", "1-5", "5-10", "10-50", "50-100", "100-250", "250+"]
}
