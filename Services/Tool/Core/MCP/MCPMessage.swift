import Wire

/// One line from a client of the Model Context Protocol. Pure.
enum MCPMessage: Equatable {
    case request(RPCID, method: String, parameters: JSONValue)
    case notification(method: String, parameters: JSONValue)
    /// An answer to something; this server asks nothing.
    case answer
    /// What is answered to a line that is none of these.
    case failure(RPCFailure)

    /// The revision of the protocol that is spoken, the newest first.
    static let revisions = ["2025-11-25", "2025-06-18"]

    static func parse(_ line: [UInt8]) -> MCPMessage {
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONValue.parse(line, limits: limits)
        } catch {
            return .failure(RPCFailure(RPCError(.parse, "\(error.code.rawValue): \(error.sentence)")))
        }
        if case .array = value {
            return .failure(RPCFailure(RPCError(.invalidRequest, "batches are not served: send one message a line")))
        }
        let id = RPCID(json: value["id"])
        guard value["jsonrpc"] == "2.0", case .object = value else {
            return .failure(
                RPCFailure(id: id, RPCError(.invalidRequest, "a message is an object with \"jsonrpc\":\"2.0\"")))
        }
        guard let method = value["method"]?.text else {
            if value["result"] != nil || value["error"] != nil { return .answer }
            return .failure(RPCFailure(id: id, RPCError(.invalidRequest, "'method' should be the name of a method")))
        }
        let parameters = value["params"] ?? .object([])
        guard case .object = parameters else {
            return .failure(RPCFailure(id: id, RPCError(.invalidParameters, "'params' should be an object")))
        }
        guard let given = value["id"] else { return .notification(method: method, parameters: parameters) }
        guard let id, given != .null else {
            return .failure(RPCFailure(RPCError(.invalidRequest, "'id' should be a string or a whole number")))
        }
        return .request(id, method: method, parameters: parameters)
    }

    /// Clients add metadata of their own, so depth is less narrow than for records.
    private static var limits: WireLimits {
        var limits = WireLimits()
        limits.maximumDepth = 64
        return limits
    }
}
