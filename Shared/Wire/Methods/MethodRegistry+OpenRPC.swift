extension MethodRegistry {
    /// Errors any method may give, beside its own.
    public static let commonErrors: [RPCErrorCode] = [
        .invalidParameters, .internalError, .deadlineExceeded, .cancelled, .limitExceeded, .peerForbidden,
        .serviceStopping,
    ]

    /// The OpenRPC 1.3 description, what `rpc.discover` answers.
    ///
    /// - Parameter version: the service's version.
    public func openRPC(version: String) -> JSONValue {
        [
            "openrpc": "1.3.2",
            "info": [
                "title": .string(title), "version": .string(version),
                "description": "Newline-delimited JSON-RPC 2.0 over a Unix stream socket; parameters by name.",
                "license": ["name": "Apache-2.0"],
            ],
            "methods": .array(methods.map(\.openRPC)),
        ]
    }
}

extension MethodDefinition {
    var openRPC: JSONValue {
        var members: [JSONValue.Member] = [
            .init("name", .string(name)),
            .init("summary", .string(summary)),
            .init("description", .string(description)),
            .init("paramStructure", "by-name"),
            .init("params", .array(allParameters.map(\.openRPC))),
        ]
        if !isNotification {
            members.append(
                .init(
                    "result",
                    [
                        "name": .string(result.name), "description": .string(result.description),
                        "schema": result.schema,
                    ]))
            members.append(.init("errors", .array((errors + MethodRegistry.commonErrors).map(\.openRPC))))
        }
        members.append(.init("examples", [openRPCExample]))
        return .object(members)
    }

    private var openRPCExample: JSONValue {
        var parameters: [JSONValue] = []
        if case .object(let sent) = example.parameters {
            parameters = sent.map { ["name": .string($0.key), "value": $0.value] }
        }
        var members: [JSONValue.Member] = [.init("name", .string(summary)), .init("params", .array(parameters))]
        if !isNotification {
            members.append(.init("result", ["name": .string(result.name), "value": example.result]))
        }
        return .object(members)
    }
}

extension ParameterDefinition {
    var openRPC: JSONValue {
        var schema = type.schema
        if case .object(var members) = schema {
            if let value = self.default { members.append(.init("default", value)) }
            if let example { members.append(.init("examples", [example])) }
            schema = .object(members)
        }
        return [
            "name": .string(name), "description": .string(meaning), "required": .bool(isRequired), "schema": schema,
        ]
    }
}

extension RPCErrorCode {
    var openRPC: JSONValue {
        ["code": .integer(Int64(number)), "message": .string(meaning), "data": ["code": .string(rawValue)]]
    }
}
