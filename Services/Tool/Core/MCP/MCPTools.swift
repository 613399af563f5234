import Wire

/// The gateway's methods as tools, made from their definitions. Pure.
enum MCPTools {
    /// Methods that are no tools: what they tell comes later, as notifications, which a tool has no place for.
    static let withoutTool: Set<String> = ["subscribe", "unsubscribe", "watch", "unwatch"]

    /// The methods that are tools, in the registry's order.
    static func methods(_ registry: MethodRegistry = .gateway) -> [MethodDefinition] {
        registry.methods.filter { !$0.isNotification && !withoutTool.contains($0.name) }
    }

    /// A method's name as a tool: `model.get` is `model_get`.
    static func name(_ method: MethodDefinition) -> String { method.name.replacing(".", with: "_") }

    /// The method a tool stands for.
    static func method(_ tool: String, _ registry: MethodRegistry = .gateway) -> MethodDefinition? {
        methods(registry).first { name($0) == tool }
    }

    /// What `tools/list` says of one.
    static func tool(_ method: MethodDefinition) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("name", .string(name(method))), .init("title", .string(method.summary)),
            .init("description", .string("\(method.description) Answers: \(method.result.description)")),
            .init("inputSchema", method.parametersSchema),
        ]
        // An output schema promises an object.
        if method.answersObject { members.append(.init("outputSchema", method.result.schema)) }
        members.append(
            .init(
                "annotations",
                ["readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false]))
        return .object(members)
    }

    /// What an assistant reads before it asks.
    static let instructions = """
        groundswell watches the open-model world and answers questions about it. Every analytical answer carries its \
        definition, unit, numerator and denominator, coverage and sources: name them when you use a figure. A value of \
        null comes with a reason. Countries are ISO 3166-1 alpha-2 codes; 'unknown' and 'unreviewed' are not countries. \
        asOf asks for another day, knownAt for what had been recorded by a batch. A cursor in an answer means that more \
        follows.
        """
}
