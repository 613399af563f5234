/// Rows encoded for a binary COPY, made anywhere (any thread, no connection) and sent later by `CopyWriter.append`.
///
/// A value: copies share their bytes until one of them is written to.
public struct CopyRows: CopyFields, Sendable {
    @usableFromInline var storage: CopyStorage
    @usableFromInline var used = 0
    /// Fields that the current row still has to get.
    @usableFromInline var missing = 0
    /// How many rows there are.
    public var count: Int { rowCount }
    @usableFromInline var rowCount = 0
    /// The first thing that makes the rows unfit to be sent.
    @usableFromInline var firstFault: CopyFault?

    /// `capacity` in bytes; it grows by itself.
    public init(capacity: Int = 64 * 1024) { storage = CopyStorage(capacity: max(capacity, 64)) }

    /// How many bytes the rows take on the wire.
    public var byteCount: Int { used }

    public var isEmpty: Bool { count == 0 }

    /// Starts the next row.
    @inlinable public mutating func beginRow(_ fields: Int16) {
        if missing != 0 { refuse(.fieldCount(row: rowCount, missing: missing)) }
        missing = Int(fields)
        rowCount &+= 1
        reserve(2).storeBytes(of: fields.bigEndian, as: Int16.self)
    }

    /// Forgets the rows and keeps the memory, unless a copy still needs it.
    public mutating func removeAll() {
        if !isKnownUniquelyReferenced(&storage) { storage = CopyStorage(capacity: storage.capacity) }
        (used, missing, rowCount, firstFault) = (0, 0, 0, nil)
    }

    /// What is wrong with the rows, if anything.
    public var fault: CopyFault? {
        firstFault ?? (missing == 0 ? nil : .fieldCount(row: rowCount, missing: missing))
    }

    @inlinable public mutating func field(_ count: Int) -> UnsafeMutableRawPointer {
        missing &-= 1
        return reserve(count)
    }

    public mutating func refuse(_ fault: CopyFault) { firstFault = firstFault ?? fault }

    @inlinable mutating func reserve(_ count: Int) -> UnsafeMutableRawPointer {
        if used &+ count > storage.capacity || !isKnownUniquelyReferenced(&storage) { makeRoom(count) }
        let place = storage.base + used
        used &+= count
        return place
    }

    @usableFromInline @inline(never) mutating func makeRoom(_ count: Int) {
        var capacity = storage.capacity
        while capacity < used + count { capacity *= 2 }
        let wider = CopyStorage(capacity: capacity)
        wider.base.copyMemory(from: storage.base, byteCount: used)
        storage = wider
    }

    func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try withExtendedLifetime(storage) { try body(UnsafeRawBufferPointer(start: storage.base, count: used)) }
    }
}

/// Bytes on the heap. Written only through a unique reference (`CopyRows` checks), so sharing it is safe.
@usableFromInline final class CopyStorage: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutableRawPointer
    @usableFromInline let capacity: Int

    @usableFromInline init(capacity: Int) {
        base = .allocate(byteCount: capacity, alignment: 16)
        self.capacity = capacity
    }

    deinit { base.deallocate() }
}
