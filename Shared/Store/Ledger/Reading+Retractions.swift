import Columns
import Domain
import Postgres

extension Reading {
    /// Takes back what was withdrawn; the facts of a reading that ends before the retraction still hold it.
    ///
    /// What a retraction withdraws was stored before it: what was sent again after it stands.
    func retractions(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        let rows = try connection.query(
            "SELECT kind, source, subject, other, at, number, amount, batch, text FROM groundswell.retraction"
                + " WHERE \(range("coalesce(subject, 0)")) ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            Retraction(
                kind: try row.int2(0), source: try row.int2(1), subject: try row.int4OrNil(2) ?? .null,
                other: try row.int4OrNil(3) ?? .null, at: try row.timestampOrNil(4) ?? .null,
                number: try row.int8OrNil(5) ?? .null, amount: try row.int8OrNil(6) ?? 0, batch: try row.int8(7),
                text: try row.textOrNil(8))
        }
        guard !rows.isEmpty else { return }
        news.rewrites = true
        // The columns are passed over once, however much was withdrawn.
        func last(_ kinds: RetractionKind...) -> [Withdrawn: Int64] {
            Dictionary(
                rows.filter { row in kinds.contains { $0.rawValue == row.kind } }.map { ($0.withdrawn, $0.batch) },
                uniquingKeysWith: max)
        }
        if case let gone = last(.organization), !gone.isEmpty {
            facts.organizations.removeAll {
                $0.batch < gone[Withdrawn(.organization, $0.source, $0.organization, at: $0.at)] ?? 0
            }
        }
        if case let gone = last(.model), !gone.isEmpty {
            let models = Self.marks(gone, facts.modelCount)
            facts.statements.compact(
                fold: { _, _ in false },
                keep: {
                    !models[Int($0.model)] || $0.batch >= gone[Withdrawn(.model, $0.source, $0.model, at: $0.at)] ?? 0
                })
        }
        if case let gone = last(.observation), !gone.isEmpty {
            let models = Self.marks(gone, facts.modelCount)
            facts.points.compact(
                fold: { _, _ in false },
                keep: { point in
                    guard models[Int(point.model)] else { return true }
                    let key = Withdrawn(
                        .observation, point.source, point.model, at: point.at, number: Int64(point.series))
                    return Int64(point.batch) >= gone[key] ?? 0
                })
        }
        let events = rows.filter { $0.kind == RetractionKind.event.rawValue }
        if !events.isEmpty {
            facts.amounts.merge(
                events.map {
                    DailyAmount(
                        model: $0.subject, day: Timestamp(microseconds: $0.at).day.number, kind: Int16($0.other),
                        source: $0.source, amount: -$0.amount, count: -1)
                })
            facts.amounts.compact(fold: NewFigures.sameDay)
            facts.amounts.compact(fold: { _, _ in false }, keep: { $0.count != 0 })
        }
        if case let gone = last(.rename, .same), !gone.isEmpty {
            facts.identities.removeAll {
                let key = Withdrawn($0.renamed ? .rename : .same, $0.source, $0.model, other: $0.other)
                return $0.batch < gone[key] ?? 0
            }
        }
        if case let gone = last(.deletion), !gone.isEmpty {
            facts.deletions.removeAll { $0.batch < gone[Withdrawn(.deletion, $0.source, $0.model, at: $0.at)] ?? 0 }
        }
        if case let gone = last(.component), !gone.isEmpty {
            facts.components.removeAll {
                let key = Withdrawn(.component, $0.source, $0.model, at: $0.at, number: Int64($0.component))
                return $0.batch < gone[key] ?? 0
            }
        }
        withdrawAdoptions(&facts, events)
        withdrawDocuments(&facts, rows)
        var figures = false
        for r in rows {
            switch RetractionKind(rawValue: r.kind) {
            case .observation, .event:
                news.touch(r.subject)
                if r.at >= facts.newest { figures = true }
            case .rename, .same:
                news.touch(r.subject)
                news.touch(r.other)
            // A statement may have been what made two ids one, by the hub's own id.
            case .model: news.splits = true
            default: break
            }
        }
        if figures { facts.newest = try newest(facts) }
    }

    /// The newest time of what stands: a time that was withdrawn is nobody's.
    private func newest(_ facts: Facts) throws -> Int64 {
        // Of events the columns keep only the day. As many of those that are alike are withdrawn as there are
        // retractions of them.
        let event = try connection.queryFirst(
            """
            SELECT max(at) FROM (
                SELECT e.at, row_number() OVER (
                    PARTITION BY e.model, e.kind, e.source, e.at, e.amount ORDER BY e.batch) AS place, (
                    SELECT count(*) FROM groundswell.retraction r
                    WHERE r.kind = 4 AND r.subject = e.model AND r.other = e.kind AND r.source = e.source
                        AND r.at = e.at AND r.amount = e.amount AND r.batch <= \(upTo)) AS withdrawn
                FROM groundswell.event e WHERE e.batch <= \(upTo)
            ) AS standing WHERE place > withdrawn
            """
        ) { row throws(PostgresError) in try row.timestampOrNil(0) ?? .null }
        return facts.points.rows.reduce(event ?? .null) { max($0, $1.at) }
    }

    /// The models of what was withdrawn, as a column: most rows are of others.
    private static func marks(_ gone: [Withdrawn: Int64], _ count: Int) -> [Bool] {
        var marks = [Bool](repeating: false, count: count)
        for key in gone.keys { marks[Int(key.subject)] = true }
        return marks
    }

    /// What is withdrawn, by what tells it from others.
    struct Withdrawn: Hashable {
        var kind: Int16
        var source: Int16
        var subject: Int32
        var other: Int32
        var at: Int64
        var number: Int64

        init(
            _ kind: RetractionKind, _ source: Int16, _ subject: Int32, other: Int32 = .null, at: Int64 = .null,
            number: Int64 = .null
        ) {
            self.kind = kind.rawValue
            self.source = source
            self.subject = subject
            self.other = other
            self.at = at
            self.number = number
        }
    }

    struct Retraction: Sendable {
        var kind: Int16
        var source: Int16
        var subject: Int32
        var other: Int32
        var at: Int64
        var number: Int64
        var amount: Int64
        var batch: Int64
        var text: String?

        var withdrawn: Withdrawn {
            let isIdentity = kind == RetractionKind.rename.rawValue || kind == RetractionKind.same.rawValue
            var key = Withdrawn(.model, source, subject, other: isIdentity ? other : .null)
            key.kind = kind
            if !isIdentity { key.at = at }
            if kind == RetractionKind.observation.rawValue || kind == RetractionKind.component.rawValue {
                key.number = number
            }
            return key
        }
    }
}
