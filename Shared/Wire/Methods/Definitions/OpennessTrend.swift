extension MethodDefinition {
    /// Which way a body's releases go.
    public static let opennessTrend = MethodDefinition(
        name: "openness.trend",
        summary: "which way the openness of an organization's or a country's releases goes",
        description: "The Theil-Sen slope of the axes weights and science over releases, in points per year, with "
            + "Mann-Kendall significance: each release counting one, and counting its adoption. With the dates at which "
            + "releases went from open to closed or back.",
        parameters: [
            ParameterDefinition(
                "organization", .string, meaning: "Whose releases; this or `country`.", example: "meta-llama"),
            ParameterDefinition("country", .country, meaning: "Whose releases; this or `organization`.", example: "US"),
            ParameterDefinition(
                "axis", .word(["weights", "science"]), meaning: "One axis; both where absent.", example: "weights"),
            ParameterDefinition(
                "releases", .word(["all", "foundations"]), default: "all",
                meaning: "All releases, or only those that rest on no other model's weights."),
            ParameterDefinition(
                "adoption", .word(["likes", "downloads"]), default: "likes",
                meaning: "What weighs a release: its net likes or its 30-day downloads."),
            ParameterDefinition(
                "minimumRun", .integer(1...1_000), default: 3,
                meaning: "The fewest releases on either side of a regime change."),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "trends", "A trend for each axis and weighting.",
            schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.countryUnknown, .organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["country": "US", "axis": "weights"],
            result: [
                "value": [
                    [
                        "axis": "weights", "weighting": "release", "value": -0.05, "s": -120, "z": -2.2, "p": 0.03,
                        "releases": 40, "reason": .null,
                    ]
                ], "unit": "points per year", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "opennessTrend/1", "parameters": ["country": "US", "axis": "weights"],
                "regimeChanges": [["axis": "weights", "date": "2024-03-01", "direction": "closed"]],
            ]
        ))
}
