import Postgres

/// How some of a batch's observations or events are written by COPY.
protocol HotRows {
    /// The columns that each row fills.
    var columns: String { get }
    /// Whether a row is one of them.
    func takes(_ row: HotRow) -> Bool
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws
}

/// Rows that are written with all their columns, by INSERT too.
protocol WholeRows: HotRows {
    /// The columns' values.
    func values(_ row: HotRow) -> [Bind]
}

/// Observations.
struct ObservationRows: WholeRows {
    let names: ResolvedNames
    /// The batch's.
    let number: Int64

    var columns: String { "model, series, source, at, value, step, batch" }

    @inline(__always)
    func takes(_ row: HotRow) -> Bool { true }

    @inline(__always)
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws {
        try writer.beginRow(7)
        writer.int4(row.model < 0 ? names.models[Int(~row.model)] : row.model)
        writer.int2(row.kind < 0 ? names.small.series[Int(~row.kind)] : row.kind)
        writer.int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source)
        writer.timestamp(row.at)
        writer.int8(row.value)
        writer.int8(row.extra)
        writer.int8(number)
    }

    func values(_ row: HotRow) -> [Bind] {
        [
            .int4(row.model < 0 ? names.models[Int(~row.model)] : row.model),
            .int2(row.kind < 0 ? names.small.series[Int(~row.kind)] : row.kind),
            .int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source), .timestamp(row.at),
            .int8(row.value), .int8(row.extra), .int8(number),
        ]
    }
}

/// Events without an adopter and an id, nearly all there are. A field that is null costs the server a twentieth of a row,
/// so these leave two of them out.
struct PlainEventRows: HotRows {
    /// From so many of them on they are copied apart from the others.
    static let worthACopy = 4_096

    let names: ResolvedNames
    /// The batch's.
    let number: Int64

    var columns: String { "model, kind, source, at, amount, batch" }

    @inline(__always)
    func takes(_ row: HotRow) -> Bool { row.adopter == HotRow.noAdopter && !row.hasIdHash }

    @inline(__always)
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws {
        try writer.beginRow(6)
        fields(row, &writer)
    }

    @inline(__always)
    func fields(_ row: HotRow, _ writer: inout CopyWriter) {
        writer.int4(row.model < 0 ? names.models[Int(~row.model)] : row.model)
        writer.int2(row.kind)
        writer.int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source)
        writer.timestamp(row.at)
        writer.int8(row.value)
        writer.int8(number)
    }
}

/// Events with whatever they have.
struct EventRows: WholeRows {
    let plain: PlainEventRows
    /// Whether those are among them that have neither an adopter nor an id.
    let takesPlain: Bool

    var columns: String { plain.columns + ", adopter, id_hash" }

    @inline(__always)
    func takes(_ row: HotRow) -> Bool { takesPlain || !plain.takes(row) }

    @inline(__always)
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws {
        try writer.beginRow(8)
        plain.fields(row, &writer)
        if row.adopter == HotRow.noAdopter {
            writer.null()
        } else {
            writer.int4(row.adopter < 0 ? plain.names.adopters[Int(~row.adopter)] : row.adopter)
        }
        if row.hasIdHash { writer.int8(row.extra) } else { writer.null() }
    }

    func values(_ row: HotRow) -> [Bind] {
        let names = plain.names
        let adopter: Int32? =
            row.adopter == HotRow.noAdopter
            ? nil : row.adopter < 0 ? names.adopters[Int(~row.adopter)] : row.adopter
        return [
            .int4(row.model < 0 ? names.models[Int(~row.model)] : row.model), .int2(row.kind),
            .int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source), .timestamp(row.at),
            .int8(row.value), .int8(plain.number), .int4(adopter), .int8(row.hasIdHash ? row.extra : nil),
        ]
    }
}
