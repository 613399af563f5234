/// What the ingest service says on a connection of records.
public enum Reply: Sendable, Equatable {
    case ack(Ack)
    case reject(Reject)
    case resume(Resume)
    /// The answer to a question asked on the same socket.
    case answer(RPCAnswer)

    /// Reads one line of a service.
    public static func parse(_ line: UnsafeRawBufferPointer) throws(JSONFault) -> Reply {
        let value = try JSONValue.parse(line, limits: RPCAnswer.limits)
        if value["jsonrpc"] != nil { return .answer(try RPCAnswer.parse(line)) }
        if let reply = value["ack"].flatMap(Ack.init(json:)) { return .ack(reply) }
        if let reply = value["reject"].flatMap(Reject.init(json:)) { return .reject(reply) }
        if let line = value["resume"]?["line"]?.whole { return .resume(Resume(line: line)) }
        throw JSONFault(code: .jsonInvalid, offset: 0, message: "the line is neither an ack, a reject nor a resume")
    }

    /// The same for an array of bytes.
    public static func parse(_ line: [UInt8]) throws(JSONFault) -> Reply {
        let result: Result<Reply, JSONFault> = line.withUnsafeBytes { line in
            Result { () throws(JSONFault) in try parse(line) }
        }
        return try result.get()
    }
}

extension Ack {
    init?(json: JSONValue) {
        guard let line = json["line"]?.whole, let stored = json["stored"]?.whole,
            let duplicate = json["duplicate"]?.whole, let rejected = json["rejected"]?.whole
        else { return nil }
        self.init(
            line: line, batch: json["batch"]?.whole, stored: stored, duplicate: duplicate, rejected: rejected,
            end: json["end"] == true)
    }
}

extension Reject {
    /// A code that this version does not know is told in the message.
    init?(json: JSONValue) {
        guard let line = json["line"]?.whole, let name = json["code"]?.text, let message = json["message"]?.text
        else { return nil }
        let code = RejectCode(rawValue: name)
        self.init(
            line: line, code: code ?? .recordShape, path: json["path"]?.text ?? "",
            message: code == nil ? "\(name): \(message)" : message)
    }
}

extension JSONValue {
    /// The value of a whole number.
    public var whole: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }
}
