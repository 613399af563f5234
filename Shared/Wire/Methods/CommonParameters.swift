extension ParameterDefinition {
    /// Everybody's.
    public static let timeoutMs = ParameterDefinition(
        "timeoutMs", .integer(1...3_600_000),
        meaning: "Milliseconds after which the asker no longer wants the answer; honoured down to the database.",
        example: 2_000)

    static let asOf = ParameterDefinition(
        "asOf", .instant(.end),
        meaning: "Valid time: what was so at that instant; a date means the end of that UTC day. "
            + "By default the newest time of any observation or event in the epoch.",
        example: "2026-05-04")

    /// What the parameter of the recorded time is called.
    public static let knownAtName = "knownAt"

    static let knownAt = ParameterDefinition(
        knownAtName, .integer(0...Int64.max),
        meaning: "Recorded time: a batch number; only what had been recorded by then counts. By default the epoch's.",
        example: 1234)

    static let cursor = ParameterDefinition(
        "cursor", .string, meaning: "Where to go on: the cursor of the page before.")

    static func limit(_ count: Int64 = 20, to maximum: Int64 = 1_000) -> ParameterDefinition {
        ParameterDefinition(
            "limit", .integer(1...maximum), default: .integer(count), meaning: "The most entries of a page.",
            example: 10)
    }

    static func model(_ name: String = "id") -> ParameterDefinition {
        ParameterDefinition(
            name, .string, required: true, meaning: "A model's id or a former one; ASCII case does not count.",
            example: "deepseek-ai/DeepSeek-R1")
    }
}

/// Schemas that several results share.
enum Schemas {
    static let object: JSONValue = ["type": "object"]

    /// The envelope of every analytical answer, around a value.
    static func answer(_ value: JSONValue) -> JSONValue {
        [
            "type": "object",
            "required": ["value", "asOf", "knownAt", "epoch", "definition", "parameters"],
            "properties": [
                "value": value,
                "unit": ["type": "string"],
                "asOf": ["type": ["string", "null"]],
                "knownAt": ["type": "integer"],
                "epoch": ["type": ["integer", "null"]],
                "definition": ["type": "string"],
                "parameters": ["type": "object"],
                "numerator": ["type": ["number", "null"]],
                "denominator": ["type": ["number", "null"]],
                "denominatorText": ["type": ["string", "null"]],
                "coverage": ["type": ["number", "null"]],
                "reason": ["type": ["string", "null"]],
                "sources": ["type": "array", "items": ["type": "string"]],
                "cursor": ["type": ["string", "null"]],
            ],
        ]
    }

    static func list(_ element: JSONValue) -> JSONValue { ["type": ["array", "null"], "items": element] }
}
