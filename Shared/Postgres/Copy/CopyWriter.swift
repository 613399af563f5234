/// Writes rows into a running binary COPY, in chunks.
///
/// Lives only inside the closure of `Connection.copyIn`.
public struct CopyWriter: CopyFields, ~Copyable {
    /// A chunk is handed to libpq when it is at least this long: few calls, and still in the processor's cache.
    public static let chunk = 128 * 1024

    /// How many columns the COPY has.
    public let columns: Int
    /// How many rows were written.
    public var count: Int { rowCount }
    @usableFromInline var rowCount = 0
    @usableFromInline var missing = 0
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var used = 0
    @usableFromInline var capacity: Int
    @usableFromInline var fault: CopyFault?
    let connection: Connection

    init(_ connection: Connection, columns: Int) {
        self.connection = connection
        self.columns = columns
        capacity = Self.chunk + 64 * 1024
        base = .allocate(byteCount: capacity, alignment: 16)
        Self.signature.withUnsafeBytes { base.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        used = Self.signature.count
    }

    /// The signature of the format, no flags, no header extension.
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 13, 10, 0] + [0, 0, 0, 0] + [0, 0, 0, 0]

    deinit { base.deallocate() }

    /// Starts the next row, and sends a chunk when it is full.
    @inlinable public mutating func beginRow(_ fields: Int16) throws(PostgresError) {
        if used >= Self.chunk || missing != 0 || fields != columns { try turn(fields) }
        missing = Int(fields)
        rowCount &+= 1
        reserve(2).storeBytes(of: fields.bigEndian, as: Int16.self)
    }

    /// Sends rows that were encoded before.
    public mutating func append(_ rows: borrowing CopyRows) throws(PostgresError) {
        if rows.isEmpty { return }
        if let fault = rows.fault { throw .usage(fault.description) }
        try endRow()
        try flush()
        let result = rows.withBytes { bytes in connection.putAll(bytes) }
        try result.get()
        rowCount += rows.count
    }

    /// Sends rows that the caller encoded in the binary format of COPY by other means: `rows` of them, whole.
    public mutating func appendRaw(_ bytes: UnsafeRawBufferPointer, rows: Int) throws(PostgresError) {
        try endRow()
        try flush()
        try connection.putAll(bytes).get()
        rowCount += rows
    }

    @inlinable public mutating func field(_ count: Int) -> UnsafeMutableRawPointer {
        missing &-= 1
        return reserve(count)
    }

    public mutating func refuse(_ fault: CopyFault) { self.fault = self.fault ?? fault }

    @inlinable mutating func reserve(_ count: Int) -> UnsafeMutableRawPointer {
        if used &+ count > capacity { makeRoom(count) }
        let place = base + used
        used &+= count
        return place
    }

    @usableFromInline @inline(never) mutating func makeRoom(_ count: Int) {
        while capacity < used + count { capacity *= 2 }
        let wider = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        wider.copyMemory(from: base, byteCount: used)
        base.deallocate()
        base = wider
    }

    @usableFromInline @inline(never) mutating func turn(_ fields: Int16) throws(PostgresError) {
        if Int(fields) != columns { refuse(.columnCount(announced: Int(fields), columns: columns)) }
        try endRow()
        if used >= Self.chunk { try flush() }
    }

    /// The row that was written last must be whole.
    private mutating func endRow() throws(PostgresError) {
        if missing != 0 { refuse(.fieldCount(row: rowCount, missing: missing)) }
        if let fault { throw .usage(fault.description) }
    }

    private mutating func flush() throws(PostgresError) {
        guard used > 0 else { return }
        try connection.put(UnsafeRawBufferPointer(start: base, count: used))
        used = 0
    }

    /// Sends what is left, and the trailer of the format.
    mutating func finish() throws(PostgresError) {
        try endRow()
        reserve(2).storeBytes(of: Int16(-1), as: Int16.self)
        try flush()
    }
}
