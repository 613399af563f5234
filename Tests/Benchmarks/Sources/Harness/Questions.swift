import Foundation

/// JSON-RPC, one question at a time.
final class Questions {
    private let socket: UnixSocket
    private var id = 0

    init(_ path: String) throws { socket = try UnixSocket(path) }

    func ask(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        id += 1
        try socket.write(try Self.line(method, parameters, id: id))
        guard let line = try socket.line() else { throw Failure("\(method): the service closed the connection") }
        let answer = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        guard let result = answer?["result"] as? [String: Any] else {
            throw Failure("\(method): \(String(decoding: line, as: UTF8.self))")
        }
        return result
    }

    static func line(_ method: String, _ parameters: [String: Any], id: Int) throws -> [UInt8] {
        let request: [String: Any] = ["jsonrpc": "2.0", "id": id, "method": method, "params": parameters]
        return Array(
            try JSONSerialization.data(withJSONObject: request, options: [.sortedKeys, .withoutEscapingSlashes]))
            + [10]
    }
}
