/// Many short strings in one block of bytes: 4 bytes of overhead a string, no reference counting.
///
/// A selection of another column's strings shares their bytes: each row has the string of its id, or, of few, of another.
public struct StringColumn: Sendable {
    @usableFromInline var bytes: Column<UInt8>
    /// `offsets[i]..<offsets[i + 1]` is string i; a string more than there are strings.
    @usableFromInline var offsets: Column<UInt32>
    /// Nil: row i is string i.
    @usableFromInline var selection: Selection?

    /// Which string each row has.
    @usableFromInline
    struct Selection: Sendable {
        @usableFromInline var ids: Column<Int32>
        /// By id the string that it goes by.
        @usableFromInline var names: RedirectedIds

        @inlinable @inline(__always)
        func place(_ row: Int) -> Int { Int(names[Int(ids[row])]) }
    }

    public init(capacity: Int = 0, bytesCapacity: Int = 0) {
        bytes = Column()
        offsets = Column()
        offsets.reserveCapacity(capacity + 1)
        bytes.reserveCapacity(bytesCapacity)
        offsets.append(0)
    }

    /// A selection of strings: for each row that of its id.
    public init(_ strings: StringColumn, of ids: Column<Int32>) {
        bytes = strings.bytes
        offsets = strings.offsets
        selection = Selection(ids: ids, names: RedirectedIds(count: strings.count))
    }

    /// How many strings there are.
    public var count: Int { selection?.ids.count ?? offsets.count - 1 }

    /// The bytes that all strings take up, those of a selection's column included.
    public var byteCount: Int { bytes.count }

    /// Whether the bytes are another column's.
    public var isSelection: Bool { selection != nil }

    /// Appends the bytes of one string. The block holds at most 4 GiB. A selection cannot take a string of its own.
    public mutating func append(_ utf8: UnsafeRawBufferPointer) {
        precondition(selection == nil, "a selection holds another column's strings")
        bytes.append(contentsOf: utf8)
        offsets.append(UInt32(bytes.count))
    }

    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Puts the column it selects from, which has grown, in the place of the one it knew, and the rows' ids of now.
    public mutating func follow(_ strings: StringColumn, of ids: Column<Int32>) {
        bytes = strings.bytes
        offsets = strings.offsets
        selection?.names.grow(to: strings.count)
        selection?.ids = ids
    }

    /// Rows of an id have the string of another from now on.
    public mutating func redirect(_ id: Int32, to name: Int32) { selection?.names[Int(id)] = name }

    /// String i.
    public subscript(i: Int) -> String {
        withBytes(i) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of string i, for the duration of the call.
    @inlinable
    public func withBytes<T>(_ i: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let place = selection.map { $0.place(i) } ?? i
        let range = Int(offsets[place])..<Int(offsets[place + 1])
        return try bytes.withUnsafeBufferPointer {
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: $0[range])))
        }
    }

    /// Whether string a stands before string b bytewise: the order in which ties are broken.
    public func isLess(_ a: Int, _ b: Int) -> Bool {
        withBytes(a) { a in withBytes(b) { b in a.lexicographicallyPrecedes(b) } }
    }
}
