import Domain
import Testing
import Wire

@testable import StoreInbox

extension Inbox {
    /// Appends a connection's lines, which hold a record each, to the open batch. Returns whether it is full.
    ///
    /// - Parameter position: up to where the stream `s` is stored then; nil: the lines come outside a stream.
    func append(_ lines: [String], of connection: UInt64 = 1, upTo position: Int64?) throws -> Bool {
        var scanner = LineScanner()
        let streamed = position != nil
        return try append { open in
            let (place, _) = open.join(connection, stream: streamed ? "s" : nil)
            for (index, line) in lines.enumerated() {
                let number = Int64(index + 1)
                try Array(line.utf8).withUnsafeBytes { bytes in
                    switch try scanner.scan(bytes, now: Timestamp(microseconds: 2_000_000_000_000_000)) {
                    case .observation(let hot):
                        open.append(hot, line: number, participant: place, isStreamed: streamed)
                    case .event(let hot): open.append(hot, line: number, participant: place, isStreamed: streamed)
                    case .record(let record):
                        open.append(record, line: number, participant: place, isStreamed: streamed)
                    default: Issue.record("no record")
                    }
                }
            }
            open.update(
                place, lastLine: Int64(lines.count), position: position, duplicates: 0, rejects: 0, bytes: 0)
        }.isFull
    }
}
