import Domain

extension MethodDefinition {
    /// Organizations, by what hangs on them.
    public static let organizationList = MethodDefinition(
        name: "organization.list",
        summary: "organizations by what hangs on them",
        description:
            "Organizations that fulfil the conditions, by default by the net likes of their models and of the models "
            + "built directly on them; ties by id. With country unreviewed, where reviewing matters most. Those of "
            + "which no likes are known stand last, with a value of null.",
        parameters: [
            ParameterDefinition("country", .country, meaning: "Only organizations of this country.", example: "CN"),
            ParameterDefinition(
                "kind", .word(OrganizationKind.allCases.map(\.name)), meaning: "Only organizations of this kind."),
            ParameterDefinition(
                "order", .word(["adoption", "models", "derivatives", "id"]), default: "adoption",
                meaning: "By what hangs on them, their models, the models of others built directly on theirs, or id."),
            .limit(20, to: 10_000), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "organizations", "A page of organizations.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.epochLoading, .countryUnknown, .cursorInvalid, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["country": "unreviewed", "limit": 1],
            result: [
                "value": [
                    [
                        "rank": 1, "id": "unsloth", "value": 21_004, "country": "unreviewed", "kind": "unknown",
                        "models": 92, "derivatives": 14,
                    ]
                ],
                "unit": "likes", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "hangingAdoption/1", "parameters": ["country": "unreviewed", "limit": 1],
                "numerator": 1, "denominator": 1,
                "denominatorText": "organizations that fulfil the conditions; covered are those with a value",
                "coverage": 1, "reason": .null,
            ]
        ))
}
