/// Writes answers, LF included.
public enum RPCResponse {
    /// An answer around a result that has been encoded before.
    public static func write(id: RPCID, result: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
        begin(id, into: &bytes)
        bytes.append(contentsOf: ",\"result\":".utf8)
        bytes.append(contentsOf: result)
        bytes.append(contentsOf: "}\n".utf8)
    }

    /// An answer.
    public static func write(id: RPCID, result: JSONValue, into bytes: inout [UInt8]) {
        begin(id, into: &bytes)
        bytes.append(contentsOf: ",\"result\":".utf8)
        result.write(into: &bytes)
        bytes.append(contentsOf: "}\n".utf8)
    }

    /// A failure; `id` nil where none could be read.
    public static func write(id: RPCID?, error: RPCError, into bytes: inout [UInt8]) {
        begin(id, into: &bytes)
        bytes.append(contentsOf: ",\"error\":".utf8)
        error.json.write(into: &bytes)
        bytes.append(contentsOf: "}\n".utf8)
    }

    private static func begin(_ id: RPCID?, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"jsonrpc\":\"2.0\",\"id\":".utf8)
        (id?.json ?? .null).write(into: &bytes)
    }
}
