/// PostgreSQL's `hashtextextended(text, 0)` of a name's key: the order of the index over names (migrations 7 and 8).
///
/// Bob Jenkins's lookup3 (2006) as `hash_bytes_extended` in PostgreSQL has it, on machines whose numbers begin with the
/// low byte. Only the order of rows hangs on it: were the server's another, names would be found all the same.
enum ServerHash {
    /// - Parameter cases: whether ASCII letters are lowered as in keys; see `FoldedWord`.
    @inline(__always)
    static func of(_ name: UnsafeRawBufferPointer, _ cases: UInt64) -> Int64 {
        let length = UInt32(truncatingIfNeeded: name.count)
        var state = State(0x9e37_79b9 &+ length &+ 3_923_095)
        var i = 0
        while name.count &- i >= 12 {
            let first = FoldedWord.load(name, i, 8, cases)
            let second = FoldedWord.load(name, i &+ 8, 4, cases)
            state.add(first, UInt32(truncatingIfNeeded: second))
            state.mix()
            i &+= 12
        }
        let left = name.count &- i
        let first = FoldedWord.load(name, i, min(left, 8), cases)
        let second = left > 8 ? FoldedWord.load(name, i &+ 8, left &- 8, cases) : 0
        // The lowest byte of the third number is left to the length.
        state.add(first, UInt32(truncatingIfNeeded: second << 8))
        return state.finished()
    }

    private struct State {
        var a: UInt32
        var b: UInt32
        var c: UInt32

        init(_ begin: UInt32) { (a, b, c) = (begin, begin, begin) }

        @inline(__always)
        mutating func add(_ first: UInt64, _ third: UInt32) {
            a &+= UInt32(truncatingIfNeeded: first)
            b &+= UInt32(truncatingIfNeeded: first >> 32)
            c &+= third
        }

        @inline(__always)
        mutating func mix() {
            Self.mix(&a, &c, b, 4)
            Self.mix(&b, &a, c, 6)
            Self.mix(&c, &b, a, 8)
            Self.mix(&a, &c, b, 16)
            Self.mix(&b, &a, c, 19)
            Self.mix(&c, &b, a, 4)
        }

        @inline(__always)
        mutating func finished() -> Int64 {
            Self.finish(&c, b, 14)
            Self.finish(&a, c, 11)
            Self.finish(&b, a, 25)
            Self.finish(&c, b, 16)
            Self.finish(&a, c, 4)
            Self.finish(&b, a, 14)
            Self.finish(&c, b, 24)
            return Int64(bitPattern: UInt64(b) << 32 | UInt64(c))
        }

        @inline(__always)
        private static func mix(_ x: inout UInt32, _ z: inout UInt32, _ y: UInt32, _ bits: UInt32) {
            x &-= z
            x ^= rotated(z, bits)
            z &+= y
        }

        @inline(__always)
        private static func finish(_ x: inout UInt32, _ y: UInt32, _ bits: UInt32) {
            x ^= y
            x &-= rotated(y, bits)
        }

        @inline(__always)
        private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 { word << bits | word >> (32 &- bits) }
    }
}
