import Columns
import Domain
import Postgres

extension Reading {
    /// Models, organisations, sources, series and words: ids are given in ascending order, so that new ones append.
    func names(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        if facts.modelNames.count == 0 {
            // Id 0 is nobody's: rows of the columns are ids.
            facts.modelNames.append("")
            facts.modelOrganization.append(.null)
        } else if try !hasNewNames(facts) {
            return
        }
        try connection.copyOut(
            "COPY (SELECT id, organization, name FROM groundswell.model WHERE id >= \(facts.modelNames.count)"
                + " AND batch <= \(upTo) ORDER BY id) TO STDOUT (FORMAT binary)", columns: 3
        ) { row in
            let id = Int(try row.int4())
            let organization = try row.int4OrNil()
            while facts.modelNames.count < id {
                facts.modelNames.append("")
                facts.modelOrganization.append(.null)
            }
            try row.withBytes { facts.modelNames.append($0) }
            facts.modelOrganization.append(organization ?? .null)
        }
        try connection.copyOut(
            "COPY (SELECT id, name FROM groundswell.organization WHERE id >= \(facts.organizationNames.count)"
                + " AND batch <= \(upTo) ORDER BY id) TO STDOUT (FORMAT binary)", columns: 2
        ) { row in
            let id = Int(try row.int4())
            while facts.organizationNames.count < id { facts.organizationNames.append("") }
            facts.organizationNames.append(try row.text())
        }
        facts.sources = try words("SELECT id::int4, name FROM groundswell.source ORDER BY id")
        let known = facts.words.count
        facts.words += try words("SELECT id, text FROM groundswell.word WHERE id >= \(known) ORDER BY id", from: known)
        let adopters = try connection.query(
            "SELECT id, name, country, kind FROM groundswell.adopter WHERE id >= \(facts.adopters.count)"
                + " AND batch <= \(upTo) ORDER BY id"
        ) { row throws(PostgresError) in
            NumberedAdopter(
                id: try row.int4(0),
                adopter: Adopter(
                    name: try row.text(1), country: try row.textOrNil(2).flatMap(Country.init(name:)),
                    kind: try row.int2OrNil(3).flatMap { OrganizationKind(rawValue: Int8($0)) }))
        }
        for row in adopters {
            while facts.adopters.count < Int(row.id) {
                facts.adopters.append(Adopter(name: "", country: nil, kind: nil))
            }
            facts.adopters.append(row.adopter)
        }
        let series = try connection.query("SELECT id, name, kind, unit FROM groundswell.series ORDER BY id") {
            row throws(PostgresError) in
            NamedSeries(id: try row.int2(0), name: try row.text(1), kind: try row.int2(2), unit: try row.text(3))
        }
        if series.count != facts.series.count { news.isWide = true }
        facts.series = []
        for s in series {
            while facts.series.count < Int(s.id) { facts.series.append(Series(name: "", kind: .gauge, unit: "")) }
            facts.series.append(
                Series(name: s.name, kind: s.kind == 0 ? .counter : .gauge, unit: s.unit))
        }
    }

    /// Whether any of six tables has a row that is not known: most batches bring figures of models that are, and to ask each
    /// table took longer than to derive what came.
    private func hasNewNames(_ facts: Facts) throws -> Bool {
        let known = [
            facts.modelNames.count, facts.organizationNames.count, facts.words.count, facts.adopters.count,
            facts.sources.count, facts.series.count,
        ]
        let last = try connection.queryFirst(Self.lastNames) { row throws(PostgresError) in
            [
                try row.int4(0), try row.int4(1), try row.int4(2), try row.int4(3), try row.int4(4), try row.int4(5),
            ]
        }
        return zip(last ?? [], known).contains { Int($0) >= $1 }
    }

    private static let lastNames = Statement(
        name: "ledger_last_names",
        sql: """
            SELECT coalesce((SELECT max(id) FROM groundswell.model), -1), coalesce((SELECT max(id) FROM groundswell.organization), -1),
                coalesce((SELECT max(id) FROM groundswell.word), -1), coalesce((SELECT max(id) FROM groundswell.adopter), -1),
                coalesce((SELECT max(id) FROM groundswell.source), -1)::int4,
                coalesce((SELECT max(id) FROM groundswell.series), -1)::int4
            """)

    private func words(_ sql: String, from first: Int = 0) throws -> [String] {
        var list: [String] = []
        let rows = try connection.query(sql) { row throws(PostgresError) in
            NumberedWord(id: try row.int4(0), text: try row.text(1))
        }
        for row in rows {
            while first + list.count < Int(row.id) { list.append("") }
            list.append(row.text)
        }
        return list
    }

    // Structs, not tuples: the compiler fails on tuples out of closures with typed errors.
    private struct NamedSeries {
        var id: Int16
        var name: String
        var kind: Int16
        var unit: String
    }

    private struct NumberedAdopter {
        var id: Int32
        var adopter: Adopter
    }

    private struct NumberedWord {
        var id: Int32
        var text: String
    }
}
