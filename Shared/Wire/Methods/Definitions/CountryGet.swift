extension MethodDefinition {
    /// One country.
    public static let countryGet = MethodDefinition(
        name: "country.get",
        summary: "one country: its publishers, models, releases, access, adoption and dependence",
        description:
            "Publishers and their kinds, models, releases by year with the part that is closed, how the models can be "
            + "had, likes, downloads and derivatives, and whose foundations the country's models rest on. With a window "
            + "only models count that were released in it, on a day that is known.",
        parameters: [
            ParameterDefinition("id", .country, required: true, meaning: "The country.", example: "CN"),
            .releasedAfter, .releasedBefore, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "country", "One country.", schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [.countryUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "CN"],
            result: [
                "value": [
                    "id": "CN", "organizations": 31, "openOrganizations": 29, "models": 202,
                    "kinds": [["key": "company", "value": 0.6, "numerator": 18]],
                    "access": [["key": "openUnrestricted", "value": 0.7, "numerator": 140]],
                    "releasesByYear": [["key": "2025", "value": 120, "known": 118, "closed": 6, "closedness": 0.05]],
                    "undated": 3, "netLikes": 86_998, "downloads30d": 521_059_475, "derivatives": 312,
                    "dependsOn": [["key": "CN", "value": 0.8, "numerator": 210]],
                ], "unit": "country", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "country/1", "parameters": ["id": "CN"], "numerator": 202, "denominator": 202,
                "denominatorText": "described models whose publisher is of this country", "coverage": 0.97,
                "reason": .null, "sources": ["huggingface"],
            ]
        ))

    /// Who shares data and code, not only weights.
    public static let components = MethodDefinition(
        name: "components",
        summary: "the share of models that publish data, code and weights, of those anybody has looked at",
        description:
            "Of the described models that fulfil the conditions: those with something present of every part asked for, "
            + "divided by those of which every such part is stated, there or not. Coverage is the stated ones of all. "
            + "Parts are groups of components of the Model Openness Framework; licenses are not judged here.",
        parameters: [
            ParameterDefinition(
                "parts", .list(.word(["weights", "data", "code", "documentation"])), default: ["data", "code"],
                meaning:
                    "What must be there: weights, training data, training or preprocessing code, a report or paper."
            ),
            .country, .organization,
            ParameterDefinition(
                "access", .list(.word(["openUnrestricted", "openRestricted", "openNonCommercial", "api", "hosted"])),
                meaning: "Only models that can be had in one of these ways.", example: ["openUnrestricted"]),
            .asOf, .knownAt,
        ],
        result: ResultDefinition("share", "A share.", schema: Schemas.answer(["type": ["number", "null"]])),
        errors: [.countryUnknown, .organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["country": "CN"],
            result: [
                "value": 0.25, "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "components/1", "parameters": ["parts": ["data", "code"], "country": "CN"],
                "numerator": 5, "denominator": 20,
                "denominatorText": "models of which every part asked for is stated, there or not", "coverage": 0.1,
                "reason": .null,
                "sources": ["mof"], "models": ["Qwen/Qwen3-8B"],
            ]
        ))
}
