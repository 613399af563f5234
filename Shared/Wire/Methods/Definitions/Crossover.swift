extension MethodDefinition {
    /// When one holder's share came to exceed another's.
    public static let crossover = MethodDefinition(
        name: "crossover",
        summary: "when one holder's share came to exceed another's",
        description:
            "The first period from which A's share exceeds B's for k periods in a row. A period of which nothing is "
            + "known ends a run; equal shares do too. `fromStart` says that A exceeded B from the first known period "
            + "on, so nobody saw it cross; `provisional` that the run ends in a period that is not over.",
        parameters: [
            .holder("of", required: true, "A: whose share rises.", "CN"),
            .holder("over", required: true, "B: whose share it exceeds.", "US"), .flowSeries, .by(), .period,
            ParameterDefinition(
                "k", .integer(1...100), default: 3, meaning: "For how many periods in a row."),
            .from, .to, .country, .organization, .access, .task, .sizeClass, .releasedAfter, .releasedBefore, .asOf,
            .knownAt,
        ],
        result: ResultDefinition(
            "period", "The name of the period, with the shares of both in every period.",
            schema: Schemas.answer(["type": ["string", "null"]])),
        errors: [.countryUnknown, .organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["of": "CN", "over": "US", "series": "downloads"],
            result: [
                "value": "2025-03", "unit": "month", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "crossover/1",
                "parameters": [
                    "of": "CN", "over": "US", "series": "downloads", "by": "country", "period": "month", "k": 3,
                ], "numerator": 410, "denominator": 1000,
                "denominatorText": "downloads of models whose publisher's country is known, in that period",
                "coverage": 0.8, "reason": .null, "sources": ["huggingface"], "k": 3, "fromStart": false,
                "provisional": false, "longestRun": 14,
                "course": [["period": "2025-03", "of": 0.41, "over": 0.39]],
            ]
        ))
}
