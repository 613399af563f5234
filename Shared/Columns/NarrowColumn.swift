/// Whole numbers of every row of which nearly all are small, so that 16 bits are what they take. The few larger ones stand
/// beside. The smallest number stands for no value.
public struct NarrowColumn<Element: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable>: Sendable {
    @usableFromInline var narrow: Column<Int16>
    /// By row, what does not fit. Of rows that `write` wrote over, what had not may still be here.
    @usableFromInline var wide: [Int32: Element] = [:]

    /// Stands for a row of `wide`; the number before it, the smallest, for no value.
    @usableFromInline static var elsewhere: Int16 { Int16.min + 1 }

    public init() { narrow = Column() }

    /// Rows that are not written yet, as in `Column`.
    public init(unwritten count: Int, spare: Int = 0) { narrow = Column(unwritten: count, spare: spare) }

    public init(_ elements: some Sequence<Element>) {
        self.init()
        for element in elements { append(element) }
    }

    /// Writes a row where it lies, several threads at once: one that nobody has read yet, or after `makeOwn`.
    ///
    /// - Returns: false: the number is too large, and is to be set when all are done.
    @inlinable @inline(__always)
    public func write(_ element: Element, _ row: Int) -> Bool {
        let short = Self.short(element)
        narrow.rows[row] = short
        return short != Self.elsewhere
    }

    /// Writes a row that nobody has read yet.
    @inlinable @inline(__always)
    public mutating func set(_ element: Element, _ row: Int) {
        if !write(element, row) { wide[Int32(row)] = element }
    }

    @_specialize(where Element == Int64)
    @_specialize(where Element == Int32)
    public mutating func append(_ element: Element) {
        let short = Self.short(element)
        if short == Self.elsewhere { wide[Int32(narrow.count)] = element }
        narrow.append(short)
    }

    /// Appends rows of another column.
    @_specialize(where Element == Int64)
    @_specialize(where Element == Int32)
    public mutating func append(_ rows: [Int], of other: NarrowColumn) {
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
    static func short(_ element: Element) -> Int16 {
        if element == .min { return .min }
        return element > Element(elsewhere) && element <= Element(Int16.max)
            ? Int16(truncatingIfNeeded: element) : elsewhere
    }
}

extension NarrowColumn: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral, Equatable {
    public init(arrayLiteral elements: Element...) { self.init(elements) }

    public static func == (a: NarrowColumn, b: NarrowColumn) -> Bool {
        a.narrow == b.narrow
            && a.wide.allSatisfy { row, element in a.narrow[Int(row)] != elsewhere || b.wide[row] == element }
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { narrow.count }

    @inlinable
    public subscript(row: Int) -> Element {
        get {
            let short = narrow[row]
            if short > Self.elsewhere { return Element(truncatingIfNeeded: short) }
            return short == .min ? .min : wide[Int32(row)] ?? .min
        }
        set {
            let short = Self.short(newValue)
            if narrow[row] == Self.elsewhere { wide[Int32(row)] = nil }
            if short == Self.elsewhere { wide[Int32(row)] = newValue }
            narrow[row] = short
        }
    }
}

/// Counts and gains.
public typealias CountColumn = NarrowColumn<Int64>
/// Indexes of words, counts of rows, days.
public typealias IndexColumn = NarrowColumn<Int32>
