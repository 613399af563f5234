import Columns
import Domain
import Postgres
import StoreLedger

/// What a reader of the scores sees, as lines that can be compared with the columns they were written from.
package enum ScoreReading {
    package static func models(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            SELECT id, coalesce(organization, -1), flags, country, access, gated, coalesce(released_precision::int4, -1),
                coalesce(released - DATE '1970-01-01', -99), coalesce((extract(epoch FROM created) * 1000000)::int8, -1),
                coalesce(parameters, -1), coalesce(active_parameters, -1), net_likes, gain_7d, gain_30d,
                gain_since_first, decayed_adoption, downloads_30d, downloads_all_time, pulls, derivatives, descendants,
                name, coalesce(license, '-'), coalesce(task, '-'), coalesce(library, '-'), coalesce(details::text, '-'),
                coalesce((extract(epoch FROM likes_reached) * 1000000)::int8, -1)
            FROM score.model_now ORDER BY id
            """
        ) { row throws(PostgresError) in
            var parts = [
                "\(try row.int4(0))", "\(try row.int4(1))", "\(try row.int4(2))", "\(try row.int2(3))",
                "\(try row.int2(4))", "\(try row.int2(5))", "\(try row.int4(6))", "\(try row.int4(7))",
                "\(try row.int8(8))", "\(try row.int8(9))", "\(try row.int8(10))",
            ]
            for column in 11...14 { parts.append("\(try row.int8OrNil(column) ?? .null)") }
            parts.append(try row.float8OrNil(15).map { "\($0.bitPattern)" } ?? "-")
            for column in 16...18 { parts.append("\(try row.int8OrNil(column) ?? .null)") }
            parts += ["\(try row.int4(19))", "\(try row.int4(20))"]
            for column in 21...25 { parts.append(try row.text(column)) }
            parts.append("\(try row.int8(26))")
            return parts.joined(separator: "|")
        }
    }

    /// The same lines from the columns.
    package static func models(_ t: ModelTable) -> [String] {
        func word(_ id: Int32) -> String { id == .null ? "-" : t.words[Int(id)] }
        func number(_ value: Int64) -> String { "\(value.orNil ?? -1)" }
        return (0..<t.count).map { row in
            var parts = [
                "\(t.id[row])", "\(t.organization[row].orNil ?? -1)", "\(t.flags[row].rawValue)",
                "\(Int16(bitPattern: t.country[row].rawValue))", "\(t.access[row].rawValue)", "\(t.gated[row])",
                "\(t.released[row] == .null ? -1 : t.releasedPrecision[row])", "\(t.released[row].orNil ?? -99)",
                number(t.created[row]), number(t.parameters[row]), number(t.activeParameters[row]),
            ]
            for column in [t.netLikes, t.gain7d, t.gain30d, t.gainSinceFirst] { parts.append("\(column[row])") }
            parts.append(t.decayedAdoption[row].isNaN ? "-" : "\(t.decayedAdoption[row].bitPattern)")
            for column in [t.downloads30d, t.downloadsAllTime, t.pulls] { parts.append("\(column[row])") }
            parts += ["\(t.derivatives[row])", "\(t.descendants[row])", t.name[row]]
            parts += [word(t.license[row]), word(t.task[row]), word(t.library[row]), t.details[Int32(row)] ?? "-"]
            parts.append(number(t.likesReached[row]))
            return parts.joined(separator: "|")
        }
    }

    package static func organizations(_ connection: Connection) throws -> [String] {
        try connection.query(
            "SELECT id, country, kind, name, coalesce(details::text, '-') FROM score.organization ORDER BY id"
        ) { row throws(PostgresError) in
            let (id, country, kind) = (try row.int4(0), try row.int2(1), try row.int2(2))
            return "\(id)|\(country)|\(kind)|\(try row.text(3))|\(try row.text(4))"
        }
    }

    package static func organizations(_ t: OrganizationTable) -> [String] {
        (0..<t.count).map {
            "\(t.id[$0])|\(Int16(bitPattern: t.country[$0].rawValue))|\(t.kind[$0].rawValue)|\(t.name[$0])|"
                + (t.details[Int32($0)] ?? "-")
        }
    }

    /// Ids of models whose row is newer than an epoch.
    package static func changed(since epoch: Int64, _ connection: Connection) throws -> [Int32] {
        try connection.query("SELECT id FROM score.model_now WHERE epoch > \(epoch) ORDER BY id") {
            row throws(PostgresError) in try row.int4(0)
        }
    }
}
