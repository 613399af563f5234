extension MethodDefinition {
    /// Who serves what at a date.
    public static let deploymentList = MethodDefinition(
        name: "deployment.list",
        summary: "who serves what at any date",
        description:
            "Offers of models by providers, by model and provider: when each began, whether that is known, when it ended, "
            + "and how many there are of one model by one provider. An end without a begin had begun before the record "
            + "starts. By default those in force at asOf.",
        parameters: [
            ParameterDefinition(
                "model", .string, meaning: "Only this model, by any of its ids; ASCII case does not count.",
                example: "deepseek-ai/DeepSeek-R1"),
            ParameterDefinition("provider", .string, meaning: "Only this provider.", example: "deepinfra"),
            ParameterDefinition("country", .country, meaning: "Only providers based in this country.", example: "US"),
            ParameterDefinition(
                "state", .word(["inForce", "ended", "all"]), default: "inForce",
                meaning: "Offers in force at asOf, those that had ended by then, or both."),
            .limit(100, to: 10_000), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "offers", "A page of offers, by model, provider and time.",
            schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [
            .epochLoading, .modelNotFound, .countryUnknown, .cursorInvalid, .knownAtUnknown, .scoringUnavailable,
        ],
        example: (
            parameters: ["model": "glm-4.6", "limit": 1],
            result: [
                "value": [
                    [
                        "rank": 1, "id": "glm-4.6", "value": 1, "provider": "zai", "country": "unreviewed",
                        "begin": "2025-09-30T14:05:51Z", "beginKnown": true, "end": .null, "source": "models-dev",
                    ]
                ],
                "unit": "deployments", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "deployments/1", "parameters": ["model": "glm-4.6", "limit": 1],
                "numerator": 1, "denominator": 1,
                "denominatorText": "offers that fulfil the conditions; covered are those whose begin is known",
                "coverage": 1, "reason": .null, "deployments": 1, "models": 1, "providers": 1,
            ]
        ))
}
