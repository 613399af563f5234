/// One parameter of a method.
public struct ParameterDefinition: Sendable {
    public var name: String
    public var type: ParameterType
    public var isRequired: Bool
    /// What stands where it is absent; nil: it is simply not there.
    public var `default`: JSONValue?
    /// What it means, in a sentence.
    public var meaning: String
    public var example: JSONValue?

    public init(
        _ name: String, _ type: ParameterType, required: Bool = false, default: JSONValue? = nil, meaning: String,
        example: JSONValue? = nil
    ) {
        self.name = name
        self.type = type
        isRequired = required
        self.default = `default`
        self.meaning = meaning
        self.example = example
    }
}

/// What a method answers.
public struct ResultDefinition: Sendable {
    public var name: String
    public var description: String
    /// A JSON Schema.
    public var schema: JSONValue

    public init(_ name: String, _ description: String, schema: JSONValue) {
        self.name = name
        self.description = description
        self.schema = schema
    }
}

/// One method: what documentation, checks, completion, the command line and the assistants' tools are made from.
public struct MethodDefinition: Sendable {
    /// `noun.verb`.
    public var name: String
    /// Half a sentence.
    public var summary: String
    public var description: String
    /// Its own parameters; `timeoutMs` is everybody's and not listed.
    public var parameters: [ParameterDefinition]
    public var result: ResultDefinition
    /// Errors of its own, beside those every method may give.
    public var errors: [RPCErrorCode]
    /// Parameters of one call, and what comes back.
    public var example: (parameters: JSONValue, result: JSONValue)
    /// Sent without an id, answered by nothing.
    public var isNotification: Bool

    public init(
        name: String, summary: String, description: String, parameters: [ParameterDefinition] = [],
        result: ResultDefinition, errors: [RPCErrorCode] = [], example: (parameters: JSONValue, result: JSONValue),
        isNotification: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.description = description
        self.parameters = parameters
        self.result = result
        self.errors = errors
        self.example = example
        self.isNotification = isNotification
    }

    /// Its own parameters and the common one.
    public var allParameters: [ParameterDefinition] { parameters + [.timeoutMs] }
}
