extension MethodDefinition {
    /// Models by what one framework makes of them.
    public static let opennessLeaderboard = MethodDefinition(
        name: "openness.leaderboard",
        summary: "models by the verdict of one openness framework",
        description:
            "The models that fulfil every condition, by one framework: the rung of its ladder, its points, 1 or "
            + "0 for yes or no, or the access value from 1 (unreleased) to 7 (open, unrestricted). Ties by id. Models on "
            + "which the framework says nothing are left out and show in the coverage.",
        parameters: [
            ParameterDefinition(
                "framework", .word(frameworks), default: "mof", meaning: "Whose verdict they are ranked by.")
        ] + modelFilters + [.limit(), .cursor, .asOf, .knownAt],
        result: ResultDefinition("models", "A page of models.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [
            .countryUnknown, .organizationNotFound, .cursorInvalid, .epochLoading, .knownAtUnknown, .scoringUnavailable,
        ],
        example: (
            parameters: ["framework": "mof", "limit": 1],
            result: [
                "value": [["rank": 1, "id": "allenai/OLMo-7B", "value": 3, "label": "Class I, Open Science"]],
                "unit": "level", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "opennessLeaderboard/1", "parameters": ["framework": "mof", "limit": 1],
                "numerator": 12, "denominator": 1392, "coverage": 1,
            ]
        ))
}
