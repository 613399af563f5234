/// Counts of every row: whole numbers of which nearly all are small, so that 16 bits are what they take. The few larger ones
/// stand beside.
public struct CountColumn: Sendable {
    @usableFromInline var narrow: Column<Int16>
    /// By row, what does not fit. Of rows that `write` wrote over, what had not may still be here.
    @usableFromInline var wide: [Int32: Int64] = [:]

    /// Stands for a row of `wide`; the number before it, the smallest, for no value.
    @usableFromInline static let elsewhere = Int16.min + 1

    public init() { narrow = Column() }

    /// Rows that are not written yet, as in `Column`.
    public init(unwritten count: Int, spare: Int = 0) { narrow = Column(unwritten: count, spare: spare) }

    public init(_ counts: some Sequence<Int64>) {
        self.init()
        for count in counts { append(count) }
    }

    /// Writes a row where it lies, several threads at once: one that nobody has read yet, or after `makeOwn`.
    ///
    /// - Returns: false: the count is too large, and is to be set when all are done.
    @inlinable @inline(__always)
    public func write(_ count: Int64, _ row: Int) -> Bool {
        let short = Self.short(count)
        narrow.rows[row] = short
        return short != Self.elsewhere
    }

    public mutating func append(_ count: Int64) {
        let short = Self.short(count)
        if short == Self.elsewhere { wide[Int32(narrow.count)] = count }
        narrow.append(short)
    }

    /// Appends rows of another column.
    public mutating func append(_ rows: [Int], of other: CountColumn) {
        let first = narrow.count
        narrow.append(rows, of: other.narrow)
        if other.wide.isEmpty { return }
        for (place, row) in rows.enumerated() where other.narrow[row] == Self.elsewhere {
            wide[Int32(first + place)] = other.wide[Int32(row)]
        }
    }

    /// As `Column.makeOwn`.
    public mutating func makeOwn() { narrow.makeOwn() }

    public mutating func reserveCapacity(_ wanted: Int) { narrow.reserveCapacity(wanted) }

    @inlinable @inline(__always)
    static func short(_ count: Int64) -> Int16 {
        if count == .null { return .min }
        return count > Int64(elsewhere) && count <= Int64(Int16.max) ? Int16(truncatingIfNeeded: count) : elsewhere
    }
}

extension CountColumn: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral, Equatable {
    public init(arrayLiteral elements: Int64...) { self.init(elements) }

    public static func == (a: CountColumn, b: CountColumn) -> Bool {
        a.narrow == b.narrow
            && a.wide.allSatisfy { row, count in a.narrow[Int(row)] != elsewhere || b.wide[row] == count }
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { narrow.count }

    @inlinable
    public subscript(row: Int) -> Int64 {
        get {
            let short = narrow[row]
            if short > Self.elsewhere { return Int64(short) }
            return short == .min ? .null : wide[Int32(row)] ?? .null
        }
        set {
            let short = Self.short(newValue)
            if narrow[row] == Self.elsewhere { wide[Int32(row)] = nil }
            if short == Self.elsewhere { wide[Int32(row)] = newValue }
            narrow[row] = short
        }
    }
}
