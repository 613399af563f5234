/// A block of rows that never changes once it is filled: whoever holds it reads on while others write new ones.
@usableFromInline
final class RowBlock<Row: BitwiseCopyable & Sendable>: @unchecked Sendable {
    @usableFromInline let start: UnsafeMutablePointer<Row>
    @usableFromInline let count: Int

    /// - Parameter fill: initializes all `count` rows.
    init(count: Int, _ fill: (UnsafeMutableBufferPointer<Row>) -> Void) {
        self.count = count
        start = .allocate(capacity: max(1, count))
        fill(UnsafeMutableBufferPointer(start: start, count: count))
    }

    /// - Parameters:
    ///   - capacity: room for rows, of which what is not needed is given back.
    ///   - fill: initializes rows from the first on; returns how many.
    init(capacity: Int, _ fill: (UnsafeMutableBufferPointer<Row>) -> Int) {
        let room = UnsafeMutablePointer<Row>.allocate(capacity: max(1, capacity))
        count = fill(UnsafeMutableBufferPointer(start: room, count: capacity))
        if count == capacity {
            start = room
        } else {
            start = .allocate(capacity: max(1, count))
            start.initialize(from: room, count: count)
            room.deallocate()
        }
    }

    deinit { start.deallocate() }
}
