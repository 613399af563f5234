/// Replies as lines, LF included.
public enum ReplyWriter {
    /// `{"ack":{"line":50000,"batch":1234,"stored":49210,"duplicate":788,"rejected":2}}`; `"end":true` on the last.
    public static func write(_ ack: Ack, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"ack\":{\"line\":".utf8)
        JSONText.write(ack.line, into: &bytes)
        if let batch = ack.batch {
            bytes.append(contentsOf: ",\"batch\":".utf8)
            JSONText.write(batch, into: &bytes)
        }
        bytes.append(contentsOf: ",\"stored\":".utf8)
        JSONText.write(ack.stored, into: &bytes)
        bytes.append(contentsOf: ",\"duplicate\":".utf8)
        JSONText.write(ack.duplicate, into: &bytes)
        bytes.append(contentsOf: ",\"rejected\":".utf8)
        JSONText.write(ack.rejected, into: &bytes)
        bytes.append(contentsOf: (ack.end ? ",\"end\":true}}\n" : "}}\n").utf8)
    }

    /// `{"reject":{"line":17,"code":"country.invalid","path":"organization.country","message":"..."}}`.
    public static func write(_ reject: Reject, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"reject\":{\"line\":".utf8)
        JSONText.write(reject.line, into: &bytes)
        bytes.append(contentsOf: ",\"code\":".utf8)
        JSONText.write(reject.code.rawValue, into: &bytes)
        bytes.append(contentsOf: ",\"path\":".utf8)
        JSONText.write(reject.path, into: &bytes)
        bytes.append(contentsOf: ",\"message\":".utf8)
        JSONText.write(reject.message, into: &bytes)
        bytes.append(contentsOf: "}}\n".utf8)
    }

    /// `{"resume":{"line":12000}}`.
    public static func write(_ resume: Resume, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"resume\":{\"line\":".utf8)
        JSONText.write(resume.line, into: &bytes)
        bytes.append(contentsOf: "}}\n".utf8)
    }
}
