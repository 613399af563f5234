/// What a client reads from a socket of questions: an answer, or a notification.
public enum RPCAnswer: Sendable, Equatable {
    /// The result, and its bytes exactly as they stood in the line.
    case result(id: RPCID, JSONValue, bytes: [UInt8])
    /// `id` is nil where the service could not read one.
    case error(id: RPCID?, RPCError)
    case notification(RPCRequest)

    /// The limits of answers, which come from a service that is trusted and may hold whole pages of metrics.
    public static var limits: WireLimits {
        var limits = WireLimits()
        limits.maximumStringBytes = limits.maximumLineBytes
        limits.maximumDepth = 64
        return limits
    }

    /// Reads one line.
    public static func parse(
        _ line: UnsafeRawBufferPointer, limits: WireLimits = limits
    ) throws(JSONFault) -> RPCAnswer {
        let outline = try JSONStructure.check(line, limits: limits)
        let value = JSONValue(checked: line)
        let id = RPCID(json: value["id"])
        if let error = value["error"].flatMap(RPCError.init(json:)) { return .error(id: id, error) }
        if let id, let range = outline.value("result", in: line), let result = value["result"] {
            return .result(id: id, result, bytes: Array(UnsafeRawBufferPointer(rebasing: line[range])))
        }
        if id == nil, let method = value["method"]?.text {
            return .notification(RPCRequest(id: nil, method: method, parameters: value["params"] ?? .object([])))
        }
        throw JSONFault(code: .jsonInvalid, offset: 0, message: "the line is no JSON-RPC answer")
    }
}
