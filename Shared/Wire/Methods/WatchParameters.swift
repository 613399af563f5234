/// What the methods of watching share.
extension ParameterDefinition {
    /// The kinds of events there are, in their order.
    public static let watchKinds = ["record", "crossover", "license", "deletion", "climbing", "claim", "quiet"]

    static let kinds = ParameterDefinition(
        "kinds", .list(.word(watchKinds)), meaning: "Only these kinds of events; by default all.",
        example: ["record", "license"])

    static let eventModel = ParameterDefinition(
        "model", .string, meaning: "Only events about this model: its id or a former one.",
        example: "deepseek-ai/DeepSeek-R1")

    static let eventOrganization = ParameterDefinition(
        "organization", .string, meaning: "Only events about models of this organization.", example: "deepseek-ai")

    static let eventCountry = ParameterDefinition(
        "country", .country, meaning: "Only events about this country, and about models from there.", example: "CN")
}

extension Schemas {
    /// One event.
    static let watchEvent: JSONValue = [
        "type": "object",
        "required": ["kind", "id", "value", "text", "key"],
        "properties": [
            "kind": ["type": "string", "enum": .array(ParameterDefinition.watchKinds.map { .string($0) })],
            "id": ["type": "string"], "scope": ["type": ["string", "null"]],
            "value": ["type": ["string", "integer", "null"]], "before": ["type": ["string", "integer", "null"]],
            "model": ["type": ["string", "null"]], "organization": ["type": ["string", "null"]],
            "countries": ["type": "array", "items": ["type": "string"]], "at": ["type": ["string", "null"]],
            "text": ["type": "string"], "key": ["type": "string"],
        ],
    ]
}
