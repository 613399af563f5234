extension MethodDefinition {
    /// The share of adoption that goes to re-uploads by others.
    public static let intermediaries = MethodDefinition(
        name: "intermediaries",
        summary: "the share of adoption that goes to re-uploads by others",
        description:
            "Quantizations and conversions by another organization than the parent's: their adoption divided by that of all "
            + "described models; with id, organization or country by that of its models and of their re-uploads.",
        parameters: [
            .anyModel, .anyOrganization, .anyCountry, .adoptionWeight, .relations, .lineage, .excludeFlagged,
            .limit(), .asOf, .knownAt,
        ],
        result: ResultDefinition("intermediaries", "A share.", schema: Schemas.answer(["type": ["number", "null"]])),
        errors: [
            .modelNotFound, .organizationNotFound, .countryUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable,
        ],
        example: (
            parameters: ["weight": "downloads"],
            result: [
                "value": 0.22, "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "intermediaries/1", "parameters": ["weight": "downloads"],
            ]
        ))
}
