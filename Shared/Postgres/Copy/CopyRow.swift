/// One row of a binary COPY OUT; its fields are read in order, each exactly once.
///
/// Reads straight from libpq's buffer. Use it only inside the closure that gets it.
public struct CopyRow: ~Copyable {
    @usableFromInline var cursor: UnsafeRawPointer
    @usableFromInline let end: UnsafeRawPointer
    /// The field that is read next, from 0.
    @usableFromInline var index = 0
    @usableFromInline let columns: Int

    init(_ cursor: UnsafeRawPointer, _ end: UnsafeRawPointer, columns: Int) {
        self.cursor = cursor
        self.end = end
        self.columns = columns
    }

    @inlinable public mutating func int8() throws(PostgresError) -> Int64 { try fixed("int8") }
    @inlinable public mutating func int4() throws(PostgresError) -> Int32 { try fixed("int4") }
    @inlinable public mutating func int2() throws(PostgresError) -> Int16 { try fixed("int2") }
    @inlinable public mutating func int8OrNil() throws(PostgresError) -> Int64? { try fixedOrNil("int8") }
    @inlinable public mutating func int4OrNil() throws(PostgresError) -> Int32? { try fixedOrNil("int4") }
    @inlinable public mutating func int2OrNil() throws(PostgresError) -> Int16? { try fixedOrNil("int2") }

    @inlinable public mutating func bool() throws(PostgresError) -> Bool { try fixed("bool") as UInt8 != 0 }

    @inlinable public mutating func boolOrNil() throws(PostgresError) -> Bool? {
        (try fixedOrNil("bool") as UInt8?).map { $0 != 0 }
    }

    @inlinable public mutating func float8() throws(PostgresError) -> Double {
        Double(bitPattern: try fixed("float8"))
    }

    @inlinable public mutating func float8OrNil() throws(PostgresError) -> Double? {
        (try fixedOrNil("float8") as UInt64?).map { Double(bitPattern: $0) }
    }

    @inlinable public mutating func float4() throws(PostgresError) -> Float { Float(bitPattern: try fixed("float4")) }

    @inlinable public mutating func float4OrNil() throws(PostgresError) -> Float? {
        (try fixedOrNil("float4") as UInt32?).map { Float(bitPattern: $0) }
    }

    /// Microseconds since 1970-01-01 UTC; infinity is an error.
    @inlinable public mutating func timestamp() throws(PostgresError) -> Int64 {
        try unshifted(try fixed("timestamp"))
    }

    @inlinable public mutating func timestampOrNil() throws(PostgresError) -> Int64? {
        guard let value = try fixedOrNil("timestamp") as Int64? else { return nil }
        return try unshifted(value)
    }

    /// Days since 1970-01-01; infinity is an error.
    @inlinable public mutating func date() throws(PostgresError) -> Int32 { try unshifted(try fixed("date")) }

    @inlinable public mutating func dateOrNil() throws(PostgresError) -> Int32? {
        guard let value = try fixedOrNil("date") as Int32? else { return nil }
        return try unshifted(value)
    }

    /// The two halves, most significant first.
    @inlinable public mutating func uuid() throws(PostgresError) -> (UInt64, UInt64) {
        let length = try nextLength()
        guard length == 16 else { throw mismatch("uuid", length) }
        defer { cursor += 16 }
        return (
            UInt64(bigEndian: cursor.loadUnaligned(as: UInt64.self)),
            UInt64(bigEndian: cursor.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    @inlinable public mutating func text() throws(PostgresError) -> String {
        let bytes = try take("text")
        return String(decoding: bytes, as: UTF8.self)
    }

    @inlinable public mutating func textOrNil() throws(PostgresError) -> String? {
        guard let bytes = try takeOrNil() else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes of a text or bytea field, valid inside `body` only.
    @inlinable public mutating func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) throws -> T {
        try body(try take("bytes"))
    }

    /// The bytes of a text or bytea field, nil for NULL, valid inside `body` only.
    @inlinable public mutating func withBytesOrNil<T>(_ body: (UnsafeRawBufferPointer?) throws -> T) throws -> T {
        try body(try takeOrNil())
    }

    /// Leaves a field unread.
    @inlinable public mutating func skip() throws(PostgresError) { _ = try takeOrNil() }
}

extension CopyRow {
    /// The next field's length, -1 for NULL; guaranteed to lie inside the row.
    @inlinable @inline(__always) mutating func nextLength() throws(PostgresError) -> Int {
        guard index < columns, end - cursor >= 4 else { throw overrun() }
        let length = Int(Int32(bigEndian: cursor.loadUnaligned(as: Int32.self)))
        cursor += 4
        index &+= 1
        guard length >= -1, length <= end - cursor else { throw overrun() }
        return length
    }

    @inlinable @inline(__always) mutating func fixedOrNil<T: FixedWidthInteger>(_ name: StaticString)
        throws(PostgresError) -> T?
    {
        let length = try nextLength()
        if length == MemoryLayout<T>.size {
            defer { cursor += length }
            return T(bigEndian: cursor.loadUnaligned(as: T.self))
        }
        if length == -1 { return nil }
        throw mismatch(name, length)
    }

    @inlinable @inline(__always) mutating func fixed<T: FixedWidthInteger>(_ name: StaticString) throws(PostgresError)
        -> T
    {
        let length = try nextLength()
        guard length == MemoryLayout<T>.size else { throw mismatch(name, length) }
        defer { cursor += length }
        return T(bigEndian: cursor.loadUnaligned(as: T.self))
    }

    @inlinable mutating func takeOrNil() throws(PostgresError) -> UnsafeRawBufferPointer? {
        let length = try nextLength()
        if length < 0 { return nil }
        defer { cursor += length }
        return UnsafeRawBufferPointer(start: cursor, count: length)
    }

    @inlinable mutating func take(_ name: StaticString) throws(PostgresError) -> UnsafeRawBufferPointer {
        guard let bytes = try takeOrNil() else { throw mismatch(name, -1) }
        return bytes
    }

    @inlinable func unshifted(_ value: Int64) throws(PostgresError) -> Int64 {
        let (shifted, overflow) = value.addingReportingOverflow(Epoch.microseconds)
        guard !overflow, value != .min else { throw infinite("timestamp") }
        return shifted
    }

    @inlinable func unshifted(_ value: Int32) throws(PostgresError) -> Int32 {
        let (shifted, overflow) = value.addingReportingOverflow(Epoch.days)
        guard !overflow, value != .min else { throw infinite("date") }
        return shifted
    }

    // Kept out of line: what goes wrong is rare, and the reading code stays small.

    @usableFromInline @inline(never) func mismatch(_ expected: StaticString, _ length: Int) -> PostgresError {
        .decode(
            DecodeFailure(
                column: "\(index - 1)", expected: "\(expected)", found: length < 0 ? "NULL" : "\(length) bytes"))
    }

    @usableFromInline @inline(never) func infinite(_ expected: StaticString) -> PostgresError {
        .decode(DecodeFailure(column: "\(index - 1)", expected: "a finite \(expected)", found: "infinity"))
    }

    @usableFromInline @inline(never) func overrun() -> PostgresError {
        .decode(DecodeFailure(column: "\(index)", expected: "a field", found: "the end of a row of \(columns)"))
    }
}
