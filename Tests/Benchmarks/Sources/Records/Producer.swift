import Foundation
import Synchronization
import Wire

/// A producer with its lines ready.
enum Producer {
    /// What the service said at the end of a stream.
    struct End {
        var seconds: Double
        var stored: Int
        var rejected: Int
        var batch: Int64
    }

    static func header(_ name: String, source: String) -> [UInt8] {
        var bytes: [UInt8] = []
        RecordWriter.write(StreamHeader(name: name, source: source, from: 0), into: &bytes)
        return bytes
    }

    /// Sends a whole stream; the time is from its first byte to the last ack.
    static func send(_ lines: [UInt8], to path: String) throws -> End {
        let socket = try UnixSocket(path)
        let failure = Mutex<String?>(nil)
        let start = seconds()
        Thread.detachNewThread {
            do {
                try socket.write(lines)
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
            socket.endWriting()
        }
        var lastReject = ""
        while let line = try socket.line() {
            guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else { continue }
            if object["reject"] != nil { lastReject = String(decoding: line, as: UTF8.self) }
            guard let ack = object["ack"] as? [String: Any], ack["end"] as? Bool == true else { continue }
            let end = End(
                seconds: seconds() - start, stored: ack["stored"] as? Int ?? 0, rejected: ack["rejected"] as? Int ?? 0,
                batch: Int64(ack["batch"] as? Int ?? 0))
            guard end.rejected == 0 else {
                throw Failure("\(end.rejected) records were rejected; the last: \(lastReject)")
            }
            return end
        }
        throw Failure("ingest ended the stream without a last ack: \(failure.withLock { $0 } ?? "") \(lastReject)")
    }
}
