extension MethodDefinition {
    /// The foundation h-index of models or organizations.
    public static let hIndex = MethodDefinition(
        name: "hIndex",
        summary: "the foundation h-index of models or organizations",
        description:
            "The largest h with h direct children that each have at least h likes: of one model or organization, or a list of "
            + "the highest; ties by name. An organization's children are those of all its models, each once.",
        parameters: [
            .anyModel, .anyOrganization,
            ParameterDefinition(
                "by", .word(["model", "organization"]), default: "model", meaning: "What a list is of."),
            .relations, .lineage, .excludeFlagged, .limit(), .cursor,
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "hIndex", "A number, or a page of a list.", schema: Schemas.answer(["type": ["integer", "array", "null"]])),
        errors: [
            .modelNotFound, .organizationNotFound, .cursorInvalid, .epochLoading, .knownAtUnknown, .scoringUnavailable,
        ],
        example: (
            parameters: ["organization": "Qwen"],
            result: [
                "value": 31, "unit": "models", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "hIndex/1", "parameters": ["organization": "Qwen"],
            ]
        ))
}
