/// A 64 bit number that needs not lie at a multiple of eight bytes: rows of it have no gaps beside fields of four.
@usableFromInline
struct Halves: BitwiseCopyable, Sendable {
    @usableFromInline var low: UInt32
    @usableFromInline var high: UInt32

    @inlinable @inline(__always)
    init(_ number: Int64) {
        low = UInt32(truncatingIfNeeded: number)
        high = UInt32(truncatingIfNeeded: number >> 32)
    }

    @inlinable @inline(__always)
    var number: Int64 { Int64(bitPattern: UInt64(high) << 32 | UInt64(low)) }
}
