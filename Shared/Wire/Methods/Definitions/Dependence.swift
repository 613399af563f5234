extension MethodDefinition {
    /// How far one country's models rest on another's.
    public static let dependence = MethodDefinition(
        name: "dependence",
        summary: "how far one country's models rest on another's",
        description: "D(A<-B): the edges whose child is published in A and whose parent comes from B, divided by the "
            + "edges whose child is published in A and whose parent's country is known. Without `on`, every country's "
            + "share, descending. Coverage is that denominator divided by all edges with a child of A.",
        parameters: [
            ParameterDefinition("of", .country, required: true, meaning: "Whose models: A.", example: "US"),
            ParameterDefinition("on", .country, meaning: "Whose foundations: B.", example: "CN"),
            .relations, .lineage, .excludeFlagged,
            .attribution, .scope, .edgeWeight,
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "dependence", "A share, or every country's share.",
            schema: Schemas.answer(["type": ["number", "array", "null"]])),
        errors: [.countryUnknown, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["of": "US", "on": "CN"],
            result: [
                "value": 0.341, "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "dependence/1", "parameters": ["of": "US", "on": "CN"], "numerator": 85,
                "denominator": 249,
                "denominatorText": "edges with a US-published child whose parent's country is known",
                "coverage": 0.61, "reason": .null, "sources": ["huggingface", "atom"],
            ]
        ))
}
