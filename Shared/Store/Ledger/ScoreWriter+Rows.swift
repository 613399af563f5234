import Columns
import Domain
import Postgres

extension ScoreWriter {
    static let modelColumns = """
        id, epoch, organization, flags, country, access, gated, released_precision, released, created, parameters, \
        active_parameters, net_likes, likes_reached, gain_7d, gain_30d, gain_since_first, decayed_adoption, downloads_30d, \
        downloads_all_time, pulls, derivatives, descendants, name, license, task, library, details
        """

    static let figureColumns = """
        epoch, part, models, net_likes, likes_reached, gain_7d, gain_30d, gain_since_first, decayed_adoption, downloads_30d, \
        downloads_all_time, pulls
        """

    static let organizationColumns = "id, epoch, country, kind, name, details"

    static func write(_ t: ModelTable, _ row: Int, _ epoch: Int64, _ rows: inout CopyWriter) throws {
        func word(_ id: Int32) -> String? { id == .null ? nil : t.words[Int(id)] }
        try rows.beginRow(28)
        rows.int4(t.id[row])
        rows.int8(epoch)
        rows.int4(t.organization[row].orNil)
        rows.int4(Int32(t.flags[row].rawValue))
        rows.int2(Int16(bitPattern: t.country[row].rawValue))
        rows.int2(Int16(t.access[row].rawValue))
        rows.int2(Int16(t.gated[row]))
        rows.int2(t.released[row] == .null ? nil : Int16(t.releasedPrecision[row]))
        rows.date(t.released[row].orNil)
        rows.timestamp(t.created[row].orNil)
        rows.int8(t.parameters[row].orNil)
        rows.int8(t.activeParameters[row].orNil)
        rows.int8(t.netLikes[row].orNil)
        rows.timestamp(t.likesReached[row].orNil)
        rows.int8(t.gain7d[row].orNil)
        rows.int8(t.gain30d[row].orNil)
        rows.int8(t.gainSinceFirst[row].orNil)
        rows.float8(t.decayedAdoption[row].isNaN ? nil : t.decayedAdoption[row])
        rows.int8(t.downloads30d[row].orNil)
        rows.int8(t.downloadsAllTime[row].orNil)
        rows.int8(t.pulls[row].orNil)
        rows.int4(t.derivatives[row])
        rows.int4(t.descendants[row])
        t.name.withBytes(row) { rows.text($0) }
        rows.text(word(t.license[row]))
        rows.text(word(t.task[row]))
        rows.text(word(t.library[row]))
        rows.jsonb(t.details[Int32(row)])
    }

    static func write(_ t: FigureTable, _ part: Int, _ epoch: Int64, _ rows: inout CopyWriter) throws {
        try rows.beginRow(12)
        rows.int8(epoch)
        rows.int4(Int32(part))
        rows.int4Array(t.id)
        rows.int8Array(t.netLikes, null: .null)
        rows.timestampArray(t.likesReached, null: .null)
        rows.int8Array(t.gain7d, null: .null)
        rows.int8Array(t.gain30d, null: .null)
        rows.int8Array(t.gainSinceFirst, null: .null)
        rows.float8Array(t.decayedAdoption)
        rows.int8Array(t.downloads30d, null: .null)
        rows.int8Array(t.downloadsAllTime, null: .null)
        rows.int8Array(t.pulls, null: .null)
    }

    static func write(_ t: OrganizationTable, _ row: Int, _ epoch: Int64, _ rows: inout CopyWriter) throws {
        try rows.beginRow(6)
        rows.int4(t.id[row])
        rows.int8(epoch)
        rows.int2(Int16(bitPattern: t.country[row].rawValue))
        rows.int2(Int16(t.kind[row].rawValue))
        rows.text(t.name[row])
        rows.jsonb(t.details[Int32(row)])
    }
}
