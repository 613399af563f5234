import Columns
import Domain
import Measures
import StoreLedger

/// Every record between two batches, from the columns and from the store.
struct Changes: Sendable {
    /// Days of events that are listed at most; more are told.
    static let maximumEvents = 200_000

    var records: [Restatement.Record]
    /// There were more events than are listed.
    var isCut: Bool

    init(
        _ before: Facts, _ after: Facts, events: [ChangesReader.Events], retractions: [ChangesReader.Retraction]
    ) {
        records = Restatement.records(before, after)
        isCut = events.count > Self.maximumEvents
        for e in events.prefix(Self.maximumEvents) {
            let kind = EventKind(rawValue: Int8(e.kind))?.name ?? "event"
            records.append(
                Restatement.Record(
                    FactKey(.event, source: e.source, subject: e.model), .new, at: e.at, batch: e.batch, what: kind,
                    value: e.amount))
        }
        // The node of a document that is gone is in the facts before.
        var nodes: [String: Int32] = [:]
        for d in before.documents { nodes[d.subject] = d.node }
        for r in retractions {
            var subject = r.subject
            var what = r.text
            let kind: ChangeKind
            switch r.kind {
            case .organization: kind = .organization
            case .model: kind = .model
            case .component:
                kind = .component
                what = "component \(r.number)"
            case .observation:
                kind = .observation
                what = after.series.indices.contains(Int(r.number)) ? after.series[Int(r.number)].name : ""
            case .event: kind = .event
            case .rename, .same: kind = .identity
            case .deletion: kind = .deletion
            case .artifact, .milestone, .claim, .scores:
                kind = .document
                subject = nodes[r.text] ?? .null
            }
            records.append(
                Restatement.Record(
                    FactKey(kind, source: r.source, subject: subject), .withdrawn, at: r.at, batch: r.batch,
                    what: what, reason: r.reason))
        }
    }
}
