import Domain

extension MethodDefinition {
    /// How far deployers rest on models without released weights.
    public static let blackBox = MethodDefinition(
        name: "blackBox",
        summary: "the share of a deployer group's deployments on models without released weights",
        description: "Deployments offered at the time on models whose weights are not released, divided by those on "
            + "models of which that is known; with how many of them could be replaced: a model with released weights of "
            + "the same task and size class exists at that time.",
        parameters: [
            ParameterDefinition("adopterCountry", .country, meaning: "Only deployers of this country.", example: "US"),
            ParameterDefinition(
                "adopterKind", .word(OrganizationKind.allCases.map(\.name)), meaning: "Only deployers of this kind.",
                example: "company"),
            ParameterDefinition("adopter", .string, meaning: "Only this deployer.", example: "groq"),
            ParameterDefinition(
                "match", .word(["name", "id"]), default: "name",
                meaning:
                    "How a deployed model that nobody describes under its id is looked for: by the last part of its "
                    + "name, where all models of that name agree, or not at all."),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "blackBox", "A share.", schema: Schemas.answer(["type": ["number", "null"]])),
        errors: [.countryUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["adopter": "groq"],
            result: [
                "value": 0.25, "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "blackBox/1", "parameters": ["adopter": "groq", "match": "name"], "numerator": 5,
                "denominator": 20, "denominatorText": "deployments on models of which access is known",
                "coverage": 0.8, "reason": .null,
                "substitutable": ["value": 0.5, "numerator": 1, "denominator": 2, "coverage": 0.4],
            ]
        ))
}
