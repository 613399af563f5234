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

    deinit { start.deallocate() }
}
