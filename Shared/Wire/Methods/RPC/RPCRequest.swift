/// One question, or a notification (no id): JSON-RPC 2.0, one a line, parameters by name.
public struct RPCRequest: Sendable, Equatable {
    /// Nil: a notification, which gets no answer.
    public var id: RPCID?
    public var method: String
    /// An object; empty where none was sent.
    public var parameters: JSONValue

    public init(id: RPCID?, method: String, parameters: JSONValue = .object([])) {
        self.id = id
        self.method = method
        self.parameters = parameters
    }

    /// The notification that takes a question back: `{"method":"$/cancelRequest","params":{"id":7}}`.
    public static let cancelMethod = "$/cancelRequest"

    /// The id that a cancelling notification names; nil for anything else.
    public var cancelledID: RPCID? {
        method == Self.cancelMethod ? RPCID(json: parameters["id"]) : nil
    }

    /// Reads one line.
    public static func parse(
        _ line: UnsafeRawBufferPointer, limits: WireLimits = WireLimits()
    ) throws(RPCFailure) -> RPCRequest {
        guard line.count <= limits.maximumLineBytes else {
            throw RPCFailure(
                RPCError(.invalidRequest, "the line is longer than the limit of \(limits.maximumLineBytes) bytes"))
        }
        let value: JSONValue
        do {
            value = try JSONValue.parse(line, limits: limits)
        } catch {
            throw RPCFailure(RPCError(.parse, "\(error.code.rawValue): \(error.sentence)"))
        }
        return try RPCRequest(value)
    }

    /// The same for an array of bytes.
    public static func parse(_ line: [UInt8], limits: WireLimits = WireLimits()) throws(RPCFailure) -> RPCRequest {
        let result: Result<RPCRequest, RPCFailure> = line.withUnsafeBytes { line in
            Result { () throws(RPCFailure) in try parse(line, limits: limits) }
        }
        return try result.get()
    }

    private init(_ value: JSONValue) throws(RPCFailure) {
        if case .array = value {
            throw RPCFailure(RPCError(.invalidRequest, "batches are not served: send one request a line"))
        }
        guard case .object(let members) = value else {
            throw RPCFailure(RPCError(.invalidRequest, "a request is a JSON object"))
        }
        let id = RPCID(json: value["id"])
        func invalid(_ message: String, _ path: String) -> RPCFailure {
            RPCFailure(id: id, RPCError(.invalidRequest, message, path: path))
        }
        if id == nil, let given = value["id"], given != .null {
            throw invalid("'id' should be a string or a whole number", "id")
        }
        guard value["jsonrpc"] == "2.0" else { throw invalid("'jsonrpc' should be \"2.0\"", "jsonrpc") }
        guard case .string(let method)? = value["method"], !method.isEmpty else {
            throw invalid("'method' should be the name of a method", "method")
        }
        let known = ["jsonrpc", "id", "method", "params"]
        for member in members where !known.contains(member.key) {
            let hint = NearestName.hint(member.key, among: known)
            throw invalid("a request has no member \(Shortened.quoted(member.key))\(hint)", Shortened.plain(member.key))
        }
        switch value["params"] {
        case nil, .null?: self.init(id: id, method: method)
        case .object(let parameters)?: self.init(id: id, method: method, parameters: .object(parameters))
        case .array?:
            throw RPCFailure(
                id: id, RPCError(.invalidParameters, "parameters go by name: 'params' should be an object", path: ""))
        default: throw invalid("'params' should be an object", "params")
        }
    }

    /// The request as one line, LF included.
    public func write(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"jsonrpc\":\"2.0\"".utf8)
        if let id {
            bytes.append(contentsOf: ",\"id\":".utf8)
            id.json.write(into: &bytes)
        }
        bytes.append(contentsOf: ",\"method\":".utf8)
        JSONText.write(method, into: &bytes)
        bytes.append(contentsOf: ",\"params\":".utf8)
        parameters.write(into: &bytes)
        bytes.append(contentsOf: "}\n".utf8)
    }
}
