extension MethodDefinition {
    /// Who holds most of a series, period by period.
    public static let leadership = MethodDefinition(
        name: "leadership",
        summary: "who holds most of a series, period by period",
        description:
            "Of each period the leader, its lead over the second in percentage points, and the largest shares of "
            + "what is attributed to a known holder; coverage is that part of all. A period in which nothing was "
            + "observed has neither: it is unknown, not zero. Counters count by their differences; gauges are never "
            + "differenced.",
        parameters: [
            .flowSeries, .by(), .period, .from, .to, .country, .organization, .access, .task, .sizeClass,
            .releasedAfter, .releasedBefore, .limit(10, to: 1_000), .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "periods", "The periods in time order.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.countryUnknown, .organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["series": "releases", "period": "year", "from": "2025", "to": "2025"],
            result: [
                "value": [
                    [
                        "period": "2025", "from": "2025-01-01", "to": "2025-12-31", "complete": true, "leader": "CN",
                        "lead": 20.0,
                        "shares": [
                            ["key": "CN", "value": 0.6, "numerator": 60], ["key": "US", "value": 0.4, "numerator": 40],
                        ], "numerator": 100, "denominator": 100, "coverage": 0.8, "reason": .null,
                    ]
                ], "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "leadership/1",
                "parameters": ["series": "releases", "by": "country", "period": "year", "from": "2025", "to": "2025"],
                "numerator": 100, "denominator": 100,
                "denominatorText": "releases of models whose publisher's country is known", "coverage": 0.8,
                "reason": .null, "sources": ["huggingface"],
            ]
        ))
}
