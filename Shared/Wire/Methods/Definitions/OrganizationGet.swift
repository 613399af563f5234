extension MethodDefinition {
    /// One organisation.
    public static let organizationGet = MethodDefinition(
        name: "organization.get",
        summary: "everything known of one organization",
        description: "Name, kind, parent and aliases, country with provenance, models, adoption and derivatives.",
        parameters: [
            ParameterDefinition(
                "id", .string, required: true, meaning: "An organization's id or alias; ASCII case does not count.",
                example: "deepseek-ai"),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "organization", "One organization.", schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [.organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "deepseek-ai"],
            result: [
                "value": ["id": "deepseek-ai", "name": "DeepSeek", "country": "CN", "kind": "company", "models": 12],
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57, "definition": "organization/1",
                "parameters": ["id": "deepseek-ai"],
            ]
        ))
}
