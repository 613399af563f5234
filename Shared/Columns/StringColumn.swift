/// Many short strings in one block of bytes: 4 bytes of overhead a string, no reference counting.
public struct StringColumn: Sendable {
    public private(set) var bytes: [UInt8]
    /// `offsets[i]..<offsets[i + 1]` is string i; count + 1 entries.
    public private(set) var offsets: [UInt32]

    public init(capacity: Int = 0, bytesCapacity: Int = 0) {
        bytes = []
        offsets = [0]
        offsets.reserveCapacity(capacity + 1)
        bytes.reserveCapacity(bytesCapacity)
    }

    /// How many strings there are.
    @inlinable
    public var count: Int { offsets.count - 1 }

    /// Appends the bytes of one string. The block holds at most 4 GiB.
    public mutating func append(_ utf8: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: utf8)
        offsets.append(UInt32(bytes.count))
    }

    public mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        offsets.append(UInt32(bytes.count))
    }

    /// String i.
    public subscript(i: Int) -> String {
        String(decoding: bytes[Int(offsets[i])..<Int(offsets[i + 1])], as: UTF8.self)
    }

    /// The bytes of string i, for the duration of the call.
    @inlinable
    public func withBytes<T>(_ i: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try bytes.withUnsafeBytes { all in
            try body(UnsafeRawBufferPointer(rebasing: all[Int(offsets[i])..<Int(offsets[i + 1])]))
        }
    }

    /// Whether string a stands before string b bytewise: the order in which ties are broken.
    public func isLess(_ a: Int, _ b: Int) -> Bool {
        bytes[Int(offsets[a])..<Int(offsets[a + 1])].lexicographicallyPrecedes(
            bytes[Int(offsets[b])..<Int(offsets[b + 1])])
    }
}
