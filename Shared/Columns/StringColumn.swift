/// Many short strings in one block of bytes: 4 bytes of overhead a string, no reference counting.
///
/// A selection of another column's strings shares their bytes: its rows say which string each is.
public struct StringColumn: Sendable {
    @usableFromInline var bytes: Column<UInt8>
    /// `offsets[i]..<offsets[i + 1]` is string i; a string more than there are strings.
    @usableFromInline var offsets: Column<UInt32>
    /// Of a selection the string of each row; nil: row i is string i.
    @usableFromInline var selected: Column<Int32>?

    public init(capacity: Int = 0, bytesCapacity: Int = 0) {
        bytes = Column()
        offsets = Column()
        offsets.reserveCapacity(capacity + 1)
        bytes.reserveCapacity(bytesCapacity)
        offsets.append(0)
    }

    /// A selection of strings, by their places in another column.
    public init(_ strings: StringColumn, at places: Column<Int32>) {
        bytes = strings.bytes
        offsets = strings.offsets
        selected = places
    }

    /// How many strings there are.
    public var count: Int { selected?.count ?? offsets.count - 1 }

    /// The bytes that all strings take up, those of a selection's column included.
    public var byteCount: Int { bytes.count }

    /// Whether the bytes are another column's.
    public var isSelection: Bool { selected != nil }

    /// Appends the bytes of one string. The block holds at most 4 GiB. A selection cannot take a string of its own.
    public mutating func append(_ utf8: UnsafeRawBufferPointer) {
        precondition(selected == nil, "a selection holds another column's strings")
        bytes.append(contentsOf: utf8)
        offsets.append(UInt32(bytes.count))
    }

    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Puts the column it selects from, which has grown, in the place of the one it knew.
    public mutating func follow(_ strings: StringColumn) {
        bytes = strings.bytes
        offsets = strings.offsets
    }

    /// Selects one string more.
    public mutating func select(_ place: Int32) { selected?.append(place) }

    /// Selects another string for a row.
    public mutating func select(_ place: Int32, row: Int) {
        if selected?[row] != place { selected?[row] = place }
    }

    /// String i.
    public subscript(i: Int) -> String {
        withBytes(i) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of string i, for the duration of the call.
    @inlinable
    public func withBytes<T>(_ i: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let place = selected.map { Int($0[i]) } ?? i
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
