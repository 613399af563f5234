extension MethodDefinition {
    /// How far a figure depends on choices that were open.
    public static let sensitivity = MethodDefinition(
        name: "sensitivity",
        summary: "how far a figure depends on choices that were open",
        description: "The least and the greatest value of a figure when each open choice is made otherwise, one at a "
            + "time: unknown and unreviewed countries to each named country or to none, other relation sets, the other "
            + "attribution, edges that their child's name contradicts, each source left out. Every variant is listed "
            + "with its value. Null, with a reason, where no choice was open.",
        parameters: [
            .method, .params, .key,
            ParameterDefinition(
                "over",
                .list(.word(["countries", "relations", "attribution", "scope", "flagged", "sources"])),
                meaning: "The choices that are tried; by default all but scope, which is another question.",
                example: ["countries", "sources"]),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "band", "The band, the value as asked, and every variant.",
            schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [
            .modelNotFound, .organizationNotFound, .countryUnknown, .epochLoading, .knownAtUnknown, .cursorInvalid,
            .scoringUnavailable,
        ],
        example: (
            parameters: ["method": "dependence", "params": ["of": "US", "on": "CN"]],
            result: [
                "value": ["min": 0.31, "max": 0.67], "unit": "share", "asOf": "2026-05-04T04:10:37Z",
                "knownAt": 1234, "epoch": 57, "definition": "sensitivity/1",
                "parameters": ["method": "dependence", "params": ["of": "US", "on": "CN"]], "asked": 0.341,
                "variants": [["choice": "attribution", "variant": "attribution root", "value": 0.38]],
            ]
        ))
}

extension ParameterDefinition {
    /// The measure that a question is about.
    static let method = ParameterDefinition(
        "method", .string, required: true, meaning: "The method whose figure is meant.", example: "dependence")

    static let params = ParameterDefinition(
        "params", .object, default: .object([]),
        meaning: "That method's parameters; asOf and knownAt stand beside it.", example: ["of": "US", "on": "CN"])

    static let key = ParameterDefinition(
        "key", .string,
        meaning: "Which entry of a list (its key or id), or member of an object (a.b), is the figure.", example: "CN")
}
