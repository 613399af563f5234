extension MethodDefinition {
    /// Dependence at each period's end, and the first day above zero.
    public static let dependenceCourse = MethodDefinition(
        name: "dependence.course",
        summary: "dependence at each period's end, and the first day above zero",
        description:
            "D(A<-B) over the children that were there by each period's end, from their creation or release, whichever is "
            + "earlier. Likes and downloads weigh as they are at asOf.",
        parameters: [
            ParameterDefinition("of", .country, required: true, meaning: "Whose models: A.", example: "US"),
            ParameterDefinition("on", .country, required: true, meaning: "Whose foundations: B.", example: "CN"),
            .relations, .lineage, .excludeFlagged, .attribution, .scope, .edgeWeight,
            ParameterDefinition(
                "period", .word(["day", "week", "month", "quarter", "year"]), default: "month",
                meaning: "How long a period is, UTC."),
            ParameterDefinition(
                "from", .date, meaning: "The first period holds its first day; by default that of the first child.",
                example: "2024-01"),
            ParameterDefinition(
                "to", .date, meaning: "The last period holds its last day; by default that of asOf.", example: "2026-04"
            ),
            .asOf, .knownAt,
        ],
        result: ResultDefinition("course", "A value a period.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.countryUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["of": "US", "on": "CN", "period": "year"],
            result: [
                "value": [
                    [
                        "period": "2025", "end": "2025-12-31", "complete": true, "value": 0.25, "numerator": 1,
                        "denominator": 4, "coverage": 0.8,
                    ]
                ],
                "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "dependenceCourse/1",
                "parameters": ["of": "US", "on": "CN", "period": "year"],
            ]
        ))
}
