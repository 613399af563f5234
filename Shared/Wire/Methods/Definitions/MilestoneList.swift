extension MethodDefinition {
    /// The milestones that are known.
    public static let milestoneList = MethodDefinition(
        name: "milestone.list",
        summary: "the milestones that are known",
        description:
            "Dated, cited events in the order of their dates, then of their ids: what milestone.effect can be asked "
            + "about.",
        parameters: [
            ParameterDefinition("country", .country, meaning: "Only milestones of this country.", example: "US"),
            ParameterDefinition(
                "kind", .word(["policy", "license", "market", "release"]), meaning: "Only milestones of this kind."),
            .limit(100), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "milestones", "A page of milestones.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.countryUnknown, .epochLoading, .cursorInvalid, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["kind": "policy"],
            result: [
                "value": [
                    [
                        "rank": 1, "id": "us-ai-action-plan", "value": "2025-07-23",
                        "title": "America's AI Action Plan",
                        "kind": "policy", "countries": ["US"], "citation": "https://www.whitehouse.gov/",
                        "source": "curated",
                    ]
                ], "unit": "milestones", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "milestoneList/1", "parameters": ["kind": "policy"], "numerator": 1, "denominator": 1,
                "denominatorText": "milestones that fulfil the conditions", "coverage": 1, "reason": .null,
                "sources": ["curated"],
            ]
        ))
}
