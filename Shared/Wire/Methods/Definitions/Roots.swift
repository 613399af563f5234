extension MethodDefinition {
    /// Each model's adoption handed to its roots.
    public static let roots = MethodDefinition(
        name: "roots",
        summary: "each model's adoption handed to its roots",
        description:
            "Adoption by root, by the roots' organizations or by their countries: f(root, root) = 1, f(m, r) = mean over "
            + "parents p of f(p, r). Nothing is counted twice: the sums add up to the adoption of all models.",
        parameters: [
            ParameterDefinition(
                "by", .word(["model", "organization", "country"]), default: "model", meaning: "What a list is of."),
            .adoptionWeight, .relations, .lineage, .excludeFlagged, .limit(), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition("roots", "A page of a list.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.cursorInvalid, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["by": "organization", "weight": "likes"],
            result: [
                "value": [["rank": 1, "id": "meta-llama", "value": 0.25, "numerator": 1000]], "unit": "share",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "rootAdoption/1", "parameters": ["by": "organization", "weight": "likes"],
            ]
        ))
}
