extension MethodDefinition {
    /// What is known, and what is not.
    public static let coverage = MethodDefinition(
        name: "coverage",
        summary: "what is known of the world, and what is not",
        description:
            "Counts of the current state (not of imports): models, placeholders nobody has described, edges by "
            + "relation, parents and those not listed, self-loops, models without a licence, countries known.",
        parameters: [.asOf, .knownAt],
        result: ResultDefinition("coverage", "Counts.", schema: Schemas.answer(Schemas.object)),
        errors: [.epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: [:],
            result: [
                "value": [
                    "models": 1392, "placeholders": 176, "edges": ["total": 796, "byRelation": ["quantized": 377]],
                    "parents": 361, "parentsUnlisted": 176, "selfLoops": 2, "withoutLicense": 229,
                ],
                "unit": "counts", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "coverage/1", "parameters": [:],
            ]
        ))
}
