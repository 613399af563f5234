extension MethodDefinition {
    /// How often each pair of openness frameworks disagrees.
    public static let opennessDisagreements = MethodDefinition(
        name: "openness.disagreements",
        summary: "how often each pair of openness frameworks disagrees over a set of models",
        description: "For each pair of frameworks that call models open or not: the models that both call, and on how "
            + "many only the one or only the other says open, with the first such model. Frameworks that grade and do not call have no row.",
        parameters: [
            ParameterDefinition(
                "ids", .list(.string), meaning: "These models alone.",
                example: ["deepseek-ai/DeepSeek-R1", "google/gemma-2-9b"])
        ] + modelFilters + [.asOf, .knownAt],
        result: ResultDefinition(
            "pairs", "A pair of frameworks each.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [
            .modelNotFound, .countryUnknown, .organizationNotFound, .epochLoading, .knownAtUnknown,
            .scoringUnavailable,
        ],
        example: (
            parameters: ["country": "US"],
            result: [
                "value": [
                    [
                        "a": "mof", "b": "epoch", "value": 0.25, "numerator": 1, "denominator": 4, "onlyA": 0,
                        "onlyB": 1, "exampleA": .null, "exampleB": "acme/m",
                    ]
                ], "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "opennessDisagreements/1", "parameters": ["country": "US"],
            ]
        ))
}
