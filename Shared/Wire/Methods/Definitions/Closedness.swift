extension MethodDefinition {
    /// The share of flagship releases whose weights are not released.
    public static let closedness = MethodDefinition(
        name: "closedness",
        summary: "the share of flagship releases that are closed, by country and year",
        description:
            "F(country, year): flagship releases whose access is api, hosted, limited or unreleased, divided by "
            + "those whose access is known. The flagships are an explicit, versioned list, or those that are named. "
            + "Without both country and year, a share for each country and year.",
        parameters: [
            ParameterDefinition("country", .country, meaning: "One country.", example: "US"),
            ParameterDefinition("year", .integer(1900...2999), meaning: "One year of release.", example: 2025),
            ParameterDefinition(
                "flagships", .list(.string), meaning: "These models instead of the list, by id.",
                example: ["openai/gpt-5", "deepseek-ai/DeepSeek-V3"]),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "closedness", "A share, or a share for each country and year.",
            schema: Schemas.answer(["type": ["number", "array", "null"]])),
        errors: [.countryUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["country": "US", "year": 2025],
            result: [
                "value": 0.9, "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "closedness/1", "parameters": ["country": "US", "year": 2025], "numerator": 9,
                "denominator": 10, "denominatorText": "US flagships released in 2025 whose access is known",
                "coverage": 1, "reason": .null, "flagshipList": "flagships/2025-12",
            ]
        ))
}
