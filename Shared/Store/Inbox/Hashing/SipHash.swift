/// SipHash-2-4 with 128 bits, by Aumasson and Bernstein, under a fixed key: hashes that are stored must stay the same
/// for ever. The reference vectors are in the tests.
public struct SipHash: Sendable {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    private var tail: UInt64 = 0
    private var count: UInt64 = 0

    /// The key of everything stored: no secret, only never to change.
    public init() { self.init(key: 0x6772_6f75_6e64_7377, 0x656c_6c2e_7374_6f72) }

    init(key k0: UInt64, _ k1: UInt64) {
        v0 = 0x736f_6d65_7073_6575 ^ k0
        v1 = 0x646f_7261_6e64_6f6d ^ k1 ^ 0xee
        v2 = 0x6c79_6765_6e65_7261 ^ k0
        v3 = 0x7465_6462_7974_6573 ^ k1
    }

    /// Takes in bytes as they are; what has a variable length goes through `field`.
    public mutating func bytes(_ bytes: UnsafeRawBufferPointer) {
        var i = 0
        while i &+ 8 <= bytes.count {
            absorb(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)), 8)
            i &+= 8
        }
        if i < bytes.count { absorb(FoldedWord.load(bytes, i, bytes.count &- i, FoldedWord.exact), bytes.count &- i) }
    }

    /// A field of variable length: its length stands before it, so that two fields never run into each other.
    public mutating func field(_ bytes: UnsafeRawBufferPointer) {
        integer(Int64(bytes.count))
        self.bytes(bytes)
    }

    public mutating func field(_ text: String) {
        var text = text
        text.withUTF8 { field(UnsafeRawBufferPointer($0)) }
    }

    /// A field that may be missing: missing is told from empty.
    public mutating func field(_ text: String?) {
        guard let text else { return integer(-1) }
        field(text)
    }

    public mutating func integer(_ value: Int64) { absorb(UInt64(bitPattern: value), 8) }

    /// An integer that may be missing.
    public mutating func integer(_ value: Int64?) {
        absorb(value == nil ? 0 : 1, 1)
        integer(value ?? 0 as Int64)
    }

    /// Takes in the low `length` bytes of a word, 1 to 8; those above are zero.
    @inline(__always)
    private mutating func absorb(_ word: UInt64, _ length: Int) {
        let used = count & 7
        tail |= word &<< (used &* 8)
        if Int(used) &+ length >= 8 {
            compress(tail)
            tail = used == 0 ? 0 : word &>> ((8 &- used) &* 8)
        }
        count &+= UInt64(length)
    }

    /// The 128 bits, the first 64 as `low`.
    public consuming func finish() -> Hash128 {
        compress(tail | count << 56)
        v2 ^= 0xee
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xdd
        for _ in 0..<4 { round() }
        return Hash128(high: Int64(bitPattern: v0 ^ v1 ^ v2 ^ v3), low: Int64(bitPattern: low))
    }

    @inline(__always)
    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 = v0 &+ v1
        v1 = v1 << 13 | v1 >> 51
        v1 ^= v0
        v0 = v0 << 32 | v0 >> 32
        v2 = v2 &+ v3
        v3 = v3 << 16 | v3 >> 48
        v3 ^= v2
        v0 = v0 &+ v3
        v3 = v3 << 21 | v3 >> 43
        v3 ^= v0
        v2 = v2 &+ v1
        v1 = v1 << 17 | v1 >> 47
        v1 ^= v2
        v2 = v2 << 32 | v2 >> 32
    }
}

/// 128 bits that stand for a content.
public struct Hash128: Hashable, Sendable {
    public var high: Int64
    public var low: Int64

    public init(high: Int64, low: Int64) {
        self.high = high
        self.low = low
    }
}
