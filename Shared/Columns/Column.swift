import Synchronization

/// One attribute of every row, in one block of memory.
///
/// Copies share the block. A row that changes is written into a copy of the block, unless nobody else holds it. Rows that are
/// appended go behind the last one, where whoever holds an earlier copy does not look, as long as there is room: so what was
/// published never changes, and appending costs what is appended.
public struct Column<Element: BitwiseCopyable & Sendable>: Sendable {
    @usableFromInline var block: ColumnBlock<Element>
    /// How many rows there are.
    public private(set) var count: Int

    public init() { self.init(unwritten: 0) }

    /// Rows that are not written yet: each must be, through `rows`, before anybody reads the column.
    ///
    /// - Parameter spare: room for as many rows more.
    public init(unwritten count: Int, spare: Int = 0) {
        block = ColumnBlock(capacity: count + spare, used: count)
        self.count = count
    }

    public init(repeating element: Element, count: Int) {
        self.init(unwritten: count)
        block.start.initialize(repeating: element, count: count)
    }

    public init(_ elements: some Sequence<Element>) {
        self.init()
        append(contentsOf: elements)
    }

    /// Where the rows lie: for writing rows that were never read, or after `makeOwn`, by several threads at once. Valid while
    /// the column lives.
    public var rows: UnsafeMutablePointer<Element> { block.start }

    public mutating func reserveCapacity(_ wanted: Int) {
        if wanted > block.capacity { move(capacity: wanted) }
    }

    public mutating func append(_ element: Element) {
        makeRoom(1)
        (block.start + count).initialize(to: element)
        count += 1
    }

    public mutating func append(contentsOf elements: some Sequence<Element>) {
        let isBlock: Void? = elements.withContiguousStorageIfAvailable { more in
            guard let first = more.baseAddress, !more.isEmpty else { return }
            makeRoom(more.count)
            (block.start + count).initialize(from: first, count: more.count)
            count += more.count
        }
        if isBlock == nil { for element in elements { append(element) } }
    }

    /// Appends rows of another column.
    @inlinable
    public mutating func append(_ rows: [Int], of other: Column) {
        if rows.isEmpty { return }
        let end = addUnwritten(rows.count)
        other.withUnsafeBufferPointer { other in
            for (place, row) in rows.enumerated() {
                precondition(UInt(bitPattern: row) < UInt(bitPattern: other.count), "no such row")
                (end + place).initialize(to: other[row])
            }
        }
    }

    /// Adds rows that are to be written at once.
    ///
    /// - Returns: where the first of them lies.
    @usableFromInline
    mutating func addUnwritten(_ more: Int) -> UnsafeMutablePointer<Element> {
        makeRoom(more)
        count += more
        return block.start + (count - more)
    }

    public static func += (column: inout Column, elements: some Sequence<Element>) {
        column.append(contentsOf: elements)
    }

    /// Makes the memory this column's own, so that rows may be written through `rows` although others hold earlier copies.
    public mutating func makeOwn() {
        if !isKnownUniquelyReferenced(&block) { move(capacity: Swift.max(block.capacity, count)) }
    }

    /// Removes every row.
    public mutating func removeAll() { self = Column() }

    private static var large: Int { 1 << 20 }

    /// Room for more rows behind the last, which from now on is nobody else's.
    private mutating func makeRoom(_ more: Int) {
        if count + more <= block.capacity, block.claim(more, after: count) { return }
        // Large ones grow by less: what is freed is kept for the next by its size, the part that nobody wrote included.
        move(capacity: count + more + Swift.max(16, count < Self.large ? count / 2 : count / 8))
        _ = block.claim(more, after: count)
    }

    @usableFromInline
    mutating func move(capacity: Int) {
        let new = ColumnBlock<Element>(capacity: capacity, used: count)
        new.start.initialize(from: block.start, count: count)
        block = new
    }
}

extension Column: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: Element...) { self.init(elements) }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    @inlinable
    public subscript(row: Int) -> Element {
        get {
            precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "no such row")
            return block.start[row]
        }
        set {
            precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "no such row")
            // A column that grows once will grow again.
            if !isKnownUniquelyReferenced(&block) { move(capacity: Swift.max(block.capacity, count)) }
            block.start[row] = newValue
        }
    }

    @inlinable
    public func withUnsafeBufferPointer<T>(_ body: (UnsafeBufferPointer<Element>) throws -> T) rethrows -> T {
        try withExtendedLifetime(block) { try body(UnsafeBufferPointer(start: block.start, count: count)) }
    }

    @inlinable
    public func withContiguousStorageIfAvailable<T>(_ body: (UnsafeBufferPointer<Element>) throws -> T) rethrows -> T? {
        try withUnsafeBufferPointer(body)
    }
}

extension Column: Equatable where Element: Equatable {
    public static func == (a: Column, b: Column) -> Bool {
        a.count == b.count && (a.block === b.block || a.elementsEqual(b))
    }
}

/// The memory of a column and of its copies.
@usableFromInline
final class ColumnBlock<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    @usableFromInline let start: UnsafeMutablePointer<Element>
    @usableFromInline let capacity: Int
    private let memory: RowMemory
    /// How many rows somebody has taken: those behind a column's own are another's.
    private let used: Atomic<Int>

    @usableFromInline
    init(capacity: Int, used: Int) {
        memory = ColumnMemory.take(max(1, capacity) * MemoryLayout<Element>.stride)
        start = memory.start.bindMemory(to: Element.self, capacity: max(1, capacity))
        self.capacity = capacity
        self.used = Atomic(used)
    }

    deinit { ColumnMemory.give(memory) }

    /// Takes rows behind the first `count`; false: another copy has taken them.
    func claim(_ more: Int, after count: Int) -> Bool {
        used.compareExchange(expected: count, desired: count + more, ordering: .relaxed).exchanged
    }
}
