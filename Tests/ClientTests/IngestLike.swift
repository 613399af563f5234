import LineSocket
import Synchronization
import Wire

/// The ingest socket's side of a stream over a store that outlives its connections: commits every so many lines, and
/// on a flush or the end; can break a connection before or after a commit, with the ack lost.
final class IngestLike: Sendable {
    struct Store {
        var positions: [String: Int64] = [:]
        var lines: [String] = []
        var connections = 0
        var headers: [Int64] = []
    }

    /// What becomes of the connection at a commit, by the number of the connection (from 1) and of the commit (from 1).
    enum Fate { case ack, breakBefore, breakAfter }

    let store = Mutex(Store())
    private let batch: Int
    private let fate: @Sendable (_ connection: Int, _ commit: Int) -> Fate

    init(batch: Int = 100, fate: @escaping @Sendable (Int, Int) -> Fate = { _, _ in .ack }) {
        self.batch = batch
        self.fate = fate
    }

    func handler() -> any LineHandler {
        let number = store.withLock { store in
            store.connections += 1
            return store.connections
        }
        return Handler(self, number, batch, fate)
    }

    private final class Handler: LineHandler {
        let service: IngestLike
        let number: Int
        let batch: Int
        let fate: (Int, Int) -> Fate
        var name = ""
        var line: Int64 = 0
        var pending: [String] = []
        var ack = Ack(line: 0, batch: nil, stored: 0, duplicate: 0, rejected: 0)
        var commits = 0
        var isBroken = false

        init(_ service: IngestLike, _ number: Int, _ batch: Int, _ fate: @escaping (Int, Int) -> Fate) {
            self.service = service
            self.number = number
            self.batch = batch
            self.fate = fate
        }

        func connected(_ connection: LineConnection) {}
        func oversized(_ connection: LineConnection) {}
        func closed(_ connection: LineConnection) {}

        func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
            for line in block.split(separator: 10) where !isBroken {
                take(String(decoding: line, as: UTF8.self), connection)
            }
        }

        func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
            guard !isBroken else { return }
            commit(connection, end: true)
            connection.close(afterFlush: true)
        }

        private func take(_ text: String, _ connection: LineConnection) {
            var bytes: [UInt8] = []
            if text.hasPrefix("{\"stream\"") {
                guard let header = try? JSONValue.parse(Array(text.utf8))["stream"] else { return }
                name = header["name"]?.text ?? ""
                line = header["from"]?.whole ?? 0
                let position = service.store.withLock { store in
                    store.headers.append(line)
                    return store.positions[name] ?? 0
                }
                if line > position {
                    let gap = Reject(
                        line: line, code: .streamGap, path: "stream.from", message: "stored up to line \(position)")
                    ReplyWriter.write(gap, into: &bytes)
                    isBroken = true
                    connection.write(bytes)
                    return connection.close(afterFlush: true)
                }
                ReplyWriter.write(Resume(line: position), into: &bytes)
            } else if text == "{\"flush\":{}}" {
                commit(connection)
            } else {
                line += 1
                if text.contains("bad") {
                    ack.rejected += 1
                    ReplyWriter.write(
                        Reject(line: line, code: .wordUnknown, path: "event.kind", message: "no such word"),
                        into: &bytes)
                } else {
                    pending.append(text)
                }
                if (pending.count + Int(ack.rejected)) >= batch { commit(connection) }
            }
            if !bytes.isEmpty { connection.write(bytes) }
        }

        private func commit(_ connection: LineConnection, end: Bool = false) {
            commits += 1
            let fate = fate(number, commits)
            if fate != .breakBefore {
                service.store.withLock { store in
                    store.lines += pending
                    store.positions[name] = max(line, store.positions[name] ?? 0)
                }
                ack.stored += Int64(pending.count)
                pending = []
            }
            guard fate == .ack else {
                isBroken = true
                return connection.close(afterFlush: false)
            }
            ack.line = line
            ack.batch = Int64(commits)
            ack.end = end
            var bytes: [UInt8] = []
            ReplyWriter.write(ack, into: &bytes)
            connection.write(bytes)
        }
    }
}
