extension MethodDefinition {
    /// What comes from a model, a family or an organization, by depth.
    public static let descendants = MethodDefinition(
        name: "descendants",
        summary: "what comes from a model, a family or an organization, by depth",
        description:
            "Distinct descendants by the least number of steps. A family is everything that comes from an organization's "
            + "roots; an organization's descendants come from any of its models. Exactly one of id and organization.",
        parameters: [
            .anyModel, .anyOrganization,
            ParameterDefinition(
                "family", .boolean, default: false, meaning: "Of an organization: only what comes from its roots."),
            .relations, .lineage, .excludeFlagged, .asOf, .knownAt,
        ],
        result: ResultDefinition("descendants", "A count.", schema: Schemas.answer(["type": ["integer", "null"]])),
        errors: [.modelNotFound, .organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["organization": "meta-llama", "family": true],
            result: [
                "value": 20123, "unit": "models", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "descendantsByDepth/1",
                "parameters": ["organization": "meta-llama", "family": true],
            ]
        ))
}
