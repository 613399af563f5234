extension MethodDefinition {
    /// Every country's dependence on every other, and its asymmetry.
    public static let dependenceMatrix = MethodDefinition(
        name: "dependence.matrix",
        summary: "every country's dependence on every other, and its asymmetry",
        description:
            "D(A<-B) for every pair of countries, with each row's denominator and coverage, and D(A<-B) - D(B<-A) where "
            + "either rests on the other.",
        parameters: [
            .relations, .lineage, .excludeFlagged, .attribution, .scope, .edgeWeight, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "matrix", "A row a country of children.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["scope": "foreign"],
            result: [
                "value": [
                    [
                        "key": "US", "denominator": 20, "coverage": 1,
                        "shares": [["key": "CN", "value": 0.75, "numerator": 15]],
                    ]
                ], "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "dependenceMatrix/1", "parameters": ["scope": "foreign"],
            ]
        ))
}
