/// Eight bytes of a name at a time, with ASCII letters lowered: identity keys without making them.
enum FoldedWord {
    /// Folds the case of ASCII letters, or not: what `fold` takes.
    static let folding: UInt64 = 0x8080_8080_8080_8080
    static let exact: UInt64 = 0

    /// Up to eight bytes at `offset`, folded, zeros behind them.
    @inline(__always)
    static func load(
        _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ length: Int, _ cases: UInt64 = folding
    ) -> UInt64 {
        guard length < 8 else {
            return fold(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian, cases)
        }
        var word: UInt64 = 0
        var i = 0
        while i < length {
            word |= UInt64(bytes[offset &+ i]) << UInt64(i &* 8)
            i &+= 1
        }
        return fold(word, cases)
    }

    /// Sets bit 5 of each byte that is A...Z; no byte spills into its neighbour, since only seven bits are added.
    @inline(__always)
    static func fold(_ word: UInt64, _ cases: UInt64) -> UInt64 {
        let seven = word & 0x7f7f_7f7f_7f7f_7f7f
        let aboveZ = seven &+ 0x2525_2525_2525_2525
        let fromA = seven &+ 0x3f3f_3f3f_3f3f_3f3f
        let upper = (fromA ^ aboveZ) & ~word & cases
        return word | upper >> 2
    }

    /// A hash of a whole name, by multiplication and folding of halves (wyhash's mixing).
    @inline(__always)
    static func hash(_ bytes: UnsafeRawBufferPointer, _ cases: UInt64) -> UInt32 {
        var hash = UInt64(bytes.count) ^ 0x9e37_79b9_7f4a_7c15
        var i = 0
        while i &+ 8 <= bytes.count {
            hash = mix(hash ^ fold(bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian, cases))
            i &+= 8
        }
        if i < bytes.count { hash = mix(hash ^ load(bytes, i, bytes.count &- i, cases)) }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
        return product.high ^ product.low
    }
}
