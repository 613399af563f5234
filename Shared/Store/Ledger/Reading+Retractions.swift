import Columns
import Domain
import Postgres

extension Reading {
    /// Takes back what was withdrawn; the facts of a reading that ends before the retraction still hold it.
    func retractions(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        let rows = try connection.query(
            "SELECT kind, source, subject, other, at, number, amount, batch FROM groundswell.retraction WHERE \(range)"
                + " ORDER BY batch"
        ) { row throws(PostgresError) in
            Retraction(
                kind: try row.int2(0), source: try row.int2(1), subject: try row.int4OrNil(2) ?? .null,
                other: try row.int4OrNil(3) ?? .null, at: try row.timestampOrNil(4) ?? .null,
                number: try row.int8OrNil(5) ?? .null, amount: try row.int8OrNil(6) ?? 0, batch: try row.int8(7))
        }
        guard !rows.isEmpty else { return }
        news.rewrites = true
        // What a retraction withdraws was stored before it: what was sent again after it stands.
        for r in rows {
            switch r.kind {
            case 0:
                facts.organizations.removeAll {
                    $0.organization == r.subject && $0.source == r.source && $0.at == r.at && $0.batch < r.batch
                }
            case 1:
                facts.statements.compact(
                    fold: { _, _ in false },
                    keep: { !($0.model == r.subject && $0.source == r.source && $0.at == r.at && $0.batch < r.batch) })
            case 3:
                facts.points.compact(
                    fold: { _, _ in false },
                    keep: {
                        !($0.model == r.subject && $0.source == r.source && $0.at == r.at && $0.batch < r.batch
                            && Int64($0.series) == r.number)
                    })
                news.touched.insert(r.subject)
            case 4:
                facts.amounts.merge([
                    DailyAmount(
                        model: r.subject, day: Timestamp(microseconds: r.at).day.number, kind: Int16(r.other),
                        source: r.source, amount: -r.amount)
                ])
                facts.amounts.compact(fold: Self.sameDay)
                news.touched.insert(r.subject)
            case 6, 7:
                facts.identities.removeAll {
                    $0.model == r.subject && $0.other == r.other && $0.source == r.source && $0.renamed == (r.kind == 6)
                        && $0.batch < r.batch
                }
                news.touched.formUnion([r.subject, r.other])
            case 8:
                facts.deletions.removeAll {
                    $0.model == r.subject && $0.source == r.source && $0.at == r.at && $0.batch < r.batch
                }
            default: break  // Components and documents are read where they are asked for.
            }
        }
    }

    private struct Retraction: Sendable {
        var kind: Int16
        var source: Int16
        var subject: Int32
        var other: Int32
        var at: Int64
        var number: Int64
        var amount: Int64
        var batch: Int64
    }
}
