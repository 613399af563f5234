extension MethodDefinition {
    /// What a licence's words mean.
    public static let licenseGet = MethodDefinition(
        name: "license.get",
        summary: "what a licence as written resolves to, and what it grants and asks",
        description:
            "An SPDX id or expression, a Hub id, another spelling of one or a link, resolved by table, never by "
            + "guess: the licence's id, how it was found, the access value of weights under it, what it grants and "
            + "asks, whether OSI and FSF list it, whether the Model Openness Framework takes it for open as written, "
            + "and how many models state it.",
        parameters: [
            ParameterDefinition(
                "id", .string, required: true, meaning: "A licence as a source writes it.", example: "Apache 2.0"),
            ParameterDefinition(
                "name", .string, meaning: "Of the id `other`: the licence's name.", example: "deepseek-license"),
            ParameterDefinition("link", .string, meaning: "Of the id `other`: where its text is."),
            .asOf, .knownAt,
        ],
        result: ResultDefinition("license", "The licence.", schema: Schemas.answer(Schemas.object)),
        errors: [.epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "Apache 2.0"],
            result: [
                "value": [
                    "id": "Apache-2.0", "status": "mapped", "basis": "id", "access": "openUnrestricted",
                    "grants": ["commercialUse", "modification", "redistribution", "derivativeTraining"],
                    "obligations": ["notice"], "osiApproved": true, "fsfLibre": true, "mofOpen": false, "models": 0,
                ], "unit": "license", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "license/1", "parameters": ["id": "Apache 2.0"],
            ]
        ))
}
