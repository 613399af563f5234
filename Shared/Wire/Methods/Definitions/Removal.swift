extension MethodDefinition {
    /// The share of adoption that would go with a model, an organization or a country.
    public static let removal = MethodDefinition(
        name: "removal",
        summary: "the share of adoption that would go with a model, an organization or a country",
        description:
            "The adoption of what is removed and of everything that comes from it, divided by the adoption of all described "
            + "models. Exactly one of id, organization and country is asked for.",
        parameters: [
            .anyModel, .anyOrganization, .anyCountry, .adoptionWeight, .relations, .lineage, .excludeFlagged,
            .asOf, .knownAt,
        ],
        result: ResultDefinition("removal", "A share.", schema: Schemas.answer(["type": ["number", "null"]])),
        errors: [
            .modelNotFound, .organizationNotFound, .countryUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable,
        ],
        example: (
            parameters: ["country": "CN"],
            result: [
                "value": 0.41, "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "removal/1", "parameters": ["country": "CN"],
            ]
        ))
}
