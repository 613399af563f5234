extension MethodDefinition {
    /// One JSON Schema of all its parameters together: an object, nothing else allowed in it.
    public var parametersSchema: JSONValue {
        let properties = allParameters.map { JSONValue.Member($0.name, $0.describedSchema) }
        let required = allParameters.filter(\.isRequired).map { JSONValue.string($0.name) }
        return [
            "type": "object", "properties": .object(properties), "required": .array(required),
            "additionalProperties": false,
        ]
    }

    /// Whether its result is an object whatever the answer is.
    public var answersObject: Bool { result.schema["type"] == "object" }
}

extension ParameterDefinition {
    /// Its schema with its meaning, its default and an example.
    var describedSchema: JSONValue {
        guard case .object(var members) = type.schema else { return type.schema }
        members.append(.init("description", .string(meaning)))
        if let value = self.default { members.append(.init("default", value)) }
        if let example { members.append(.init("examples", [example])) }
        return .object(members)
    }
}
