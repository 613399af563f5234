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

    /// Sends several streams at once, each over a connection of its own; the time is to the last of the last acks.
    static func send(_ streams: [[UInt8]], to path: String) throws -> End {
        guard streams.count > 1 else { return try send(streams[0], to: path) }
        let ends = Mutex<[Result<End, any Error>]>([])
        let start = seconds()
        Parallel.run(streams.count) { index in
            let end = Result { try send(streams[index], to: path) }
            ends.withLock { $0.append(end) }
        }
        var all = End(seconds: seconds() - start, stored: 0, rejected: 0, batch: 0)
        for end in try ends.withLock({ try $0.map { try $0.get() } }) {
            all.stored += end.stored
            all.rejected += end.rejected
            all.batch = max(all.batch, end.batch)
        }
        return all
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
