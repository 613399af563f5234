import Columns
import Domain
import LineSocket
import Synchronization
import Wire

/// Who wants to be told of published epochs.
final class Subscribers: Sendable {
    private let connections = Mutex<[UInt64: LineConnection]>([:])

    var count: Int { connections.withLock { $0.count } }

    func add(_ connection: LineConnection) { connections.withLock { $0[connection.id] = connection } }

    func remove(_ connection: LineConnection) { connections.withLock { _ = $0.removeValue(forKey: connection.id) } }

    /// Tells everybody; a subscriber that does not read is dropped by its connection's own limits.
    func tell(_ header: EpochHeader) {
        var line: [UInt8] = []
        RPCRequest(
            id: nil, method: "epoch.published",
            parameters: [
                "epoch": .integer(header.number), "batch": .integer(header.batch),
                "asOf": header.asOf.map { .string($0.description) } ?? .null,
            ]
        ).write(into: &line)
        tell(line)
    }

    /// Tells everybody that what an epoch brought can be asked for.
    func tellWatched(batch: Int64) {
        var line: [UInt8] = []
        RPCRequest(id: nil, method: "watch.logged", parameters: ["batch": .integer(batch)]).write(into: &line)
        tell(line)
    }

    private func tell(_ line: [UInt8]) {
        for connection in connections.withLock({ Array($0.values) }) { connection.send(line) }
    }
}
