import Runtime
import StoreInbox
import Synchronization
import Wire

/// Questions that stand among the records.
struct Questions: Sendable {
    let version: String
    let limits: LimitList

    /// The answer's line; nil for a notification.
    func answer(_ question: RPCRequest, _ hub: IngestHub) -> [UInt8]? {
        var line: [UInt8] = []
        do {
            let (method, _) = try MethodRegistry.ingest.resolve(question)
            guard let id = question.id else { return nil }
            let result: JSONValue
            switch method.name {
            case "status": result = status(hub)
            case "metrics":
                result = .string(
                    hub.counters.exposition(
                        connections: hub.connections, queued: hub.inbox.load.records,
                        unpublished: hub.committer.pacing.status.unpublished,
                        isReachable: hub.committer.status.database == nil && hub.committer.status.wasConnected,
                        batch: hub.committer.status.committedBatch))
            default: result = MethodRegistry.ingest.openRPC(version: version)
            }
            RPCResponse.write(id: id, result: result, into: &line)
        } catch {
            guard question.id != nil else { return nil }
            RPCResponse.write(id: question.id, error: error, into: &line)
        }
        return line
    }

    /// Who is connected, by user.
    private func peers(_ hub: IngestHub) -> [JSONValue] {
        (hub.server?.peers ?? []).map {
            [
                "user": .integer(Int64($0.uid)), "connections": .integer(Int64($0.connections)),
                "bytes": .integer(Int64($0.bytesReceived)),
            ]
        }
    }

    /// How far scoring's epochs are behind what is committed, and whether producers are held back for it.
    private func answers(_ pacing: Pacing.Status) -> JSONValue {
        [
            "limitSeconds": .number(pacing.most / .seconds(1)),
            "publishedBatch": pacing.publishedBatch.map { .integer($0) } ?? .null,
            "unpublishedRecords": .integer(Int64(pacing.unpublished)), "heldBack": .bool(pacing.isHeld),
            "heldBackSeconds": .number(pacing.held / .seconds(1)),
        ]
    }

    private func status(_ hub: IngestHub) -> JSONValue {
        let load = hub.inbox.load
        let committer = hub.committer.status
        let counters = hub.counters
        func number(_ value: Int) -> JSONValue { .integer(Int64(value)) }
        return .object([
            .init("service", "ingest"), .init("version", .string(version)),
            .init("state", .string(committer.database == nil ? "serving" : "waiting for the store")),
            .init("committedBatch", .integer(committer.committedBatch)),
            .init(
                "database",
                [
                    "connected": .bool(committer.database == nil && committer.wasConnected),
                    "problem": committer.database.map { .string($0) } ?? .null,
                ]),
            .init("connections", number(hub.connections)), .init("peers", .array(peers(hub))),
            .init("streams", number(hub.streams.count)),
            .init("queue", ["records": number(load.records), "underWay": number(committer.underWay)]),
            .init("answers", answers(hub.committer.pacing.status)),
            .init(
                "records",
                [
                    "lines": number(counters.lines.total), "stored": number(counters.stored.total),
                    "duplicate": number(counters.duplicate.total), "rejected": number(counters.rejected),
                ]),
            .init("bytes", number(counters.bytes.total)), .init("batches", number(counters.batches.total)),
            .init(
                "memory",
                [
                    "residentBytes": residentMemoryBytes().map { .integer(Int64($0)) } ?? .null,
                    "nameCacheBytes": number(load.cacheBytes),
                ]),
            .init("limits", .object(limits.current)),
        ])
    }
}

/// Every limit that is in force, by its setting; a reload changes them.
final class LimitList: Sendable {
    private let limits: Mutex<[JSONValue.Member]>

    init(_ limits: [JSONValue.Member]) { self.limits = Mutex(limits) }

    var current: [JSONValue.Member] { limits.withLock { $0 } }

    func replace(_ next: [JSONValue.Member]) { limits.withLock { $0 = next } }
}
