import Columns
import Domain
import Measures
import Wire

/// The records between two batches in the order in which they matter: of subjects that moved the figure, most first; of
/// groups that moved it; all others. Within these by kind, source, subject, time and batch.
struct ChangeList {
    private struct Entry {
        var record: Restatement.Record
        var source: String
        var subject: String
        var effect: Double?
        /// 0 the subject moved the figure, 1 its group did, 2 nobody knows, 3 its group did not.
        var rank: Int
    }

    private let entries: [Entry]
    /// Each group with its effect.
    let groups: JSONValue
    /// How many records are of groups that moved the figure.
    let relevant: Int

    var count: Int { entries.count }

    init(_ changes: Changes, _ attribution: Attribution, _ facts: Facts) {
        var effects: [Attribution.Group: Attribution.Effect] = [:]
        for (group, effect) in attribution.groups { effects[group] = effect }
        var entries: [Entry] = []
        entries.reserveCapacity(changes.records.count)
        var counts: [Attribution.Group: Int64] = [:]
        for record in changes.records {
            let group = Attribution.Group(kind: record.key.kind, source: record.key.source)
            counts[group, default: 0] += 1
            let own = attribution.subjects[record.key]
            let rank =
                switch (own?.moved, effects[group]?.moved) {
                case (true?, _): 0
                case (nil, true?): 1
                case (_, nil): 2
                default: 3
                }
            entries.append(
                Entry(
                    record: record, source: facts.sources[Int(record.key.source)],
                    subject: Attribution.name(record.key.subject, record.key.kind, facts),
                    effect: own?.difference, rank: rank))
        }
        relevant = entries.count { $0.rank < 2 }
        self.entries = entries.sorted(by: Self.isBefore)
        groups = .array(
            attribution.groups.map { group, effect in
                [
                    "kind": .string(group.kind.name), "source": .string(facts.sources[Int(group.source)]),
                    "records": .integer(counts[group] ?? 0),
                    "effect": effect?.difference.map(AskedState.number) ?? .null,
                    "moved": effect.map { .bool($0.moved) } ?? .null,
                ]
            })
    }

    private static func isBefore(_ a: Entry, _ b: Entry) -> Bool {
        if a.rank != b.rank { return a.rank < b.rank }
        let (x, y) = (abs(a.effect ?? 0), abs(b.effect ?? 0))
        if x != y { return x > y }
        if a.record.key.kind != b.record.key.kind { return a.record.key.kind < b.record.key.kind }
        if a.source != b.source { return a.source < b.source }
        if a.subject != b.subject { return a.subject < b.subject }
        if a.record.at != b.record.at { return a.record.at < b.record.at }
        if a.record.batch != b.record.batch { return a.record.batch < b.record.batch }
        if a.record.what != b.record.what { return a.record.what < b.record.what }
        return (a.record.value ?? .min) < (b.record.value ?? .min)
    }

    /// Some of them as JSON.
    func page(_ offset: Int, _ limit: Int) -> JSONValue {
        .array(
            entries.dropFirst(offset).prefix(limit).map { entry in
                let record = entry.record
                var members: [JSONValue.Member] = [
                    .init("kind", .string(record.key.kind.name)), .init("change", .string(record.change.rawValue)),
                    .init("subject", entry.subject.isEmpty ? .null : .string(entry.subject)),
                    .init("source", .string(entry.source)),
                    .init(
                        "at",
                        record.at == .null ? .null : .string(Timestamp(microseconds: record.at).description)),
                    .init("batch", .integer(record.batch)),
                ]
                if !record.what.isEmpty { members.append(.init("what", .string(record.what))) }
                if let value = record.value { members.append(.init("value", .integer(value))) }
                if let reason = record.reason { members.append(.init("reason", .string(reason))) }
                let relevance = ["subject", "group", "unknown", "none"][entry.rank]
                members.append(.init("relevance", .string(relevance)))
                if let effect = entry.effect { members.append(.init("effect", AskedState.number(effect))) }
                return .object(members)
            })
    }
}
