/// Hash of a whole statement: tells statements apart that one source made of one model, at one time, in one batch.
///
/// The store keeps 64 bits. There are so few of these that a half of it is enough, folded from both.
public struct ContentHash: Hashable, Comparable, Sendable, BitwiseCopyable {
    @usableFromInline let bits: Int32

    /// - Parameter stored: the store's.
    public init(_ stored: Int64) { bits = Int32(truncatingIfNeeded: stored ^ (stored >> 32)) }

    @inlinable
    public static func < (a: ContentHash, b: ContentHash) -> Bool { a.bits < b.bits }
}
