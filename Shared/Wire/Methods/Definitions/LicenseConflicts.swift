extension MethodDefinition {
    /// Licences that allow or drop what an ancestor's do not.
    public static let licenseConflicts = MethodDefinition(
        name: "license.conflicts",
        summary: "licences that allow or drop what an ancestor's do not",
        description:
            "Models whose licence grants what an ancestor's withholds, or drops an obligation, on some path, each with the "
            + "nearest such ancestor; and the rate: conflicting edges divided by edges with both licences known.",
        parameters: [
            .relations, .lineage, .excludeFlagged, .limit(), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "conflicts", "A page of models, by name, and the rate.",
            schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.cursorInvalid, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["limit": 1],
            result: [
                "value": [["id": "a/b", "ancestor": "c/d", "granted": ["commercialUse"], "dropped": []]],
                "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "licenseConflicts/1", "parameters": ["limit": 1],
            ]
        ))
}
