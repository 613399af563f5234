internal import CLibPQ
import Glibc

extension Connection {
    /// Runs `COPY ... TO STDOUT (FORMAT binary)` and hands each row to `row`; returns how many there were.
    ///
    /// `columns` is checked against the server's. When `row` throws, the rest is read and dropped, so that the
    /// connection stays usable.
    @discardableResult
    public func copyOut(_ sql: String, columns: Int, _ row: (inout CopyRow) throws -> Void) throws -> Int {
        _ = try begin(sql)
        guard PQsendQuery(try live("COPY"), sql) == 1 else { throw lost("COPY") }
        let found = try startCopy(PGRES_COPY_OUT, sql)
        var thrown: (any Error)?
        if found != columns { thrown = PostgresError.usage("the COPY has \(found) columns where \(columns) are read") }
        var parser = CopyParser(columns: columns)
        while let message = try nextMessage() {
            defer { PQfreemem(message.start) }
            if thrown != nil { continue }
            do { try parser.parse(message.bytes, row) } catch { thrown = error }
        }
        _ = try collect(during: "COPY")
        if let thrown { throw thrown }
        return parser.count
    }

    /// The next message of a COPY OUT, to be freed by the caller; nil after the last.
    private func nextMessage() throws(PostgresError) -> (
        start: UnsafeMutablePointer<CChar>, bytes: UnsafeRawBufferPointer
    )? {
        let handle = try live("COPY")
        var deadline: Deadline?
        while true {
            var start: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(handle, &start, 1)
            if length > 0, let start { return (start, UnsafeRawBufferPointer(start: start, count: Int(length))) }
            if length < 0 { return nil }
            if deadline == nil { deadline = Deadline(after: timeout) }
            _ = try wait(Int16(POLLIN), until: deadline ?? Deadline(after: timeout), during: "COPY")
            // After a loss the next call says -1, and the result tells why.
            if PQconsumeInput(handle) == 0 { return nil }
        }
    }
}

/// Cuts the messages of a binary COPY OUT into rows.
///
/// Postgres puts the header in front of the first row and the trailer after the last, and never splits a row.
struct CopyParser {
    let columns: Int
    private(set) var count = 0
    private var sawHeader = false

    init(columns: Int) { self.columns = columns }

    mutating func parse(_ bytes: UnsafeRawBufferPointer, _ row: (inout CopyRow) throws -> Void) throws {
        guard var cursor = bytes.baseAddress.map({ UnsafeRawPointer($0) }) else { return }
        let end = cursor + bytes.count
        if !sawHeader { cursor = try skipHeader(cursor, end) }
        while cursor < end {
            guard end - cursor >= 2 else { throw PostgresError.protocolViolation("a COPY row is cut short") }
            let fields = Int(Int16(bigEndian: cursor.loadUnaligned(as: Int16.self)))
            cursor += 2
            if fields == -1 { return }
            guard fields == columns else {
                throw PostgresError.protocolViolation("a COPY row of \(fields) fields where \(columns) were announced")
            }
            var view = CopyRow(cursor, end, columns: columns)
            try row(&view)
            while view.index < columns { try view.skip() }
            cursor = view.cursor
            count += 1
        }
    }

    /// Eleven bytes of signature, four of flags, four with the length of an extension, and that.
    private mutating func skipHeader(_ start: UnsafeRawPointer, _ end: UnsafeRawPointer) throws -> UnsafeRawPointer {
        guard end - start >= 19, start.loadUnaligned(as: UInt32.self) == UInt32(bigEndian: 0x5047_434F) else {
            throw PostgresError.protocolViolation("the stream of a COPY does not begin with its signature")
        }
        let more = Int(UInt32(bigEndian: start.loadUnaligned(fromByteOffset: 15, as: UInt32.self)))
        guard more <= end - start - 19 else {
            throw PostgresError.protocolViolation("the header of a COPY is cut short")
        }
        sawHeader = true
        return start + 19 + more
    }
}
