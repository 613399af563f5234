import Columns
import Domain

/// What was recorded between two batches: the statements and observations that came, by what they are about.
public struct Restatement: Sendable {
    public static let measure = MeasureDefinition(
        "restatement", unit: "that of the figure", "what a figure was, what it is, and which records changed it")
    public static let definition = measure.id

    /// What happened to what a source says.
    public enum Change: String, Sendable {
        /// The source had said nothing of the kind on the subject.
        case new
        /// It had, something else.
        case changed
        /// It took it back.
        case withdrawn
    }

    /// One record, or the events of one day.
    public struct Record: Sendable, Equatable {
        public var key: FactKey
        public var change: Change
        /// Valid time, microseconds since 1970; `.null` without one.
        public var at: Int64
        /// The batch that brought it.
        public var batch: Int64
        /// A series, a kind of event or of document, a component's number, an identity's other name: what it is further.
        public var what: String
        /// Of observations and events: the figure.
        public var value: Int64?
        /// Why it was withdrawn.
        public var reason: String?

        public init(
            _ key: FactKey, _ change: Change, at: Int64, batch: Int64, what: String = "", value: Int64? = nil,
            reason: String? = nil
        ) {
            self.key = key
            self.change = change
            self.at = at
            self.batch = batch
            self.what = what
            self.value = value
            self.reason = reason
        }
    }

    /// What came after one body of facts and is in a later one, as far as its columns keep the batch: events are counted
    /// by day there, and what was withdrawn is gone.
    public static func records(_ before: Facts, _ after: Facts) -> [Record] {
        let since = before.batch
        var known: Set<FactKey> = []
        for s in before.statements.rows { known.insert(FactKey(.model, source: s.source, subject: s.model)) }
        for o in before.organizations {
            known.insert(FactKey(.organization, source: o.source, subject: o.organization))
        }
        for c in before.components { known.insert(FactKey(.component, source: c.source, subject: c.model)) }
        for d in before.documents { known.insert(FactKey(.document, source: d.source, subject: d.node)) }
        var found: [Record] = []
        func add(
            _ kind: ChangeKind, _ source: Int16, _ subject: Int32, _ at: Int64, _ batch: Int64, _ what: String = ""
        ) {
            guard batch > since else { return }
            let key = FactKey(kind, source: source, subject: subject)
            let isChange = subject != .null && known.contains(key)
            found.append(Record(key, isChange ? .changed : .new, at: at, batch: batch, what: what))
        }
        for o in after.organizations { add(.organization, o.source, o.organization, o.at, o.batch) }
        for i in after.identities {
            let other = after.modelNames[Int(i.other)]
            add(.identity, i.source, i.model, i.at, i.batch, (i.renamed ? "renamed to " : "same as ") + other)
        }
        for s in after.statements.rows { add(.model, s.source, s.model, s.at, s.batch) }
        for d in after.deletions { add(.deletion, d.source, d.model, d.at, d.batch) }
        for c in after.components {
            add(.component, c.source, c.model, c.at, c.batch, "component \(c.component)")
        }
        for d in after.documents { add(.document, d.source, d.node, d.at, d.batch, "\(d.kind) \(d.subject)") }
        for p in after.points.rows where Int64(p.batch) > since {
            // A value that was sent again carries the later batch, and is nothing new.
            let earlier = before.points.group(p.model).lazy.filter {
                $0.series == p.series && $0.source == p.source && $0.at == p.at
            }
            if earlier.contains(where: { $0.value == p.value }) { continue }
            found.append(
                Record(
                    FactKey(.observation, source: p.source, subject: p.model),
                    earlier.isEmpty ? .new : .changed, at: p.at, batch: Int64(p.batch),
                    what: after.series[Int(p.series)].name, value: p.value))
        }
        return found
    }
}
