/// The error object of an answer.
public struct RPCError: Error, Sendable, Equatable {
    public var code: RPCErrorCode
    /// A sentence a person can act on.
    public var message: String
    /// Where in the parameters: `relations[2]`; empty where it is no parameter's fault.
    public var path: String
    /// The names nearest to one that was not found.
    public var nearest: [String]

    public init(_ code: RPCErrorCode, _ message: String, path: String = "", nearest: [String] = []) {
        self.code = code
        self.message = message
        self.path = path
        self.nearest = nearest
    }

    /// `{"code":-32602,"message":...,"data":{"code":...,"path":...,"nearest":[...]}}`.
    public var json: JSONValue {
        var data: [JSONValue.Member] = [.init("code", .string(code.rawValue))]
        if !path.isEmpty { data.append(.init("path", .string(path))) }
        if !nearest.isEmpty { data.append(.init("nearest", .array(nearest.map { .string($0) }))) }
        return ["code": .integer(Int64(code.number)), "message": .string(message), "data": .object(data)]
    }

    /// Reads an error object; codes nobody knows become `internal`, their message kept.
    public init?(json: JSONValue) {
        guard case .string(let message)? = json["message"], case .integer(let number)? = json["code"] else {
            return nil
        }
        let named = json["data"]?["code"]?.text.flatMap(RPCErrorCode.init(rawValue:))
        let code = named ?? RPCErrorCode.allCases.first { $0.number == number } ?? .internalError
        var nearest: [String] = []
        if case .array(let names)? = json["data"]?["nearest"] { nearest = names.compactMap(\.text) }
        self.init(code, message, path: json["data"]?["path"]?.text ?? "", nearest: nearest)
    }
}

/// A line that is no proper request: the error, and the id to answer to, where one could be read.
public struct RPCFailure: Error, Sendable, Equatable {
    public var id: RPCID?
    public var error: RPCError

    public init(id: RPCID? = nil, _ error: RPCError) {
        self.id = id
        self.error = error
    }
}

/// What matches an answer to its question.
public enum RPCID: Sendable, Hashable {
    case string(String)
    case integer(Int64)

    public var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        }
    }

    public init?(json: JSONValue?) {
        switch json {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        default: return nil
        }
    }
}

extension JSONValue {
    /// The text of a string.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}
