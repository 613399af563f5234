extension MethodDefinition {
    /// One model.
    public static let modelGet = MethodDefinition(
        name: "model.get",
        summary: "everything known of one model",
        description: "Identity and aliases, organisation and country with provenance, access, licence, dates, "
            + "parameters, task, series (latest, change over 7 and 30 days and since first sighting), derivatives direct "
            + "and transitive, openness.",
        parameters: [.model(), .asOf, .knownAt],
        result: ResultDefinition("model", "One model.", schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [.modelNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "deepseek-ai/DeepSeek-R1"],
            result: [
                "value": [
                    "id": "deepseek-ai/DeepSeek-R1", "organization": "deepseek-ai", "country": "CN", "license": "mit",
                    "series": ["likes": ["latest": 13317]],
                ],
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57, "definition": "model/1",
                "parameters": ["id": "deepseek-ai/DeepSeek-R1"],
            ]
        ))
}
