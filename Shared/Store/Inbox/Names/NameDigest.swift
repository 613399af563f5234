/// What a name is known by where its bytes are not kept: 96 bits of a hash with a secret key, beside those that say where to
/// look.
///
/// Two names of which one is new are taken for one with a probability of 2^-96 for each name that is known, 10^-22 with ten
/// million of them; nobody can look for such names without the key, which each process draws for itself.
struct NameDigest: Sendable, Equatable {
    /// Where to look, and its first 64 bits.
    var place: UInt64
    var rest: UInt32

    init(place: UInt64, rest: UInt32) {
        self.place = place
        self.rest = rest
    }

    /// - Parameter cases: whether names that differ only in ASCII case are one; see `FoldedWord`.
    @inline(__always)
    init(_ name: UnsafeRawBufferPointer, _ cases: UInt64, _ key: Key) {
        var (one, other) = (key.a, key.b)
        var i = 0
        while i &+ 16 <= name.count {
            let first = FoldedWord.load(name, i, 8, cases)
            let second = FoldedWord.load(name, i &+ 8, 8, cases)
            one = Self.mix(first ^ key.c, second ^ one)
            other = Self.mix(first ^ key.d, second ^ other)
            i &+= 16
        }
        let left = name.count &- i
        let first = FoldedWord.load(name, i, min(left, 8), cases)
        let second = left > 8 ? FoldedWord.load(name, i &+ 8, left &- 8, cases) : 0
        one = Self.mix(first ^ key.c, second ^ one)
        other = Self.mix(first ^ key.d, second ^ other)
        let length = UInt64(truncatingIfNeeded: name.count)
        place = Self.mix(one ^ key.e, length ^ key.d)
        rest = UInt32(truncatingIfNeeded: Self.mix(other ^ key.f, length ^ key.c))
    }

    /// Secret random numbers.
    struct Key: Sendable {
        fileprivate let a, b, c, d, e, f: UInt64

        init(using random: inout some RandomNumberGenerator) {
            // Odd, so that none is zero.
            func draw() -> UInt64 { UInt64.random(in: .min ... .max, using: &random) | 1 }
            (a, b, c, d, e, f) = (draw(), draw(), draw(), draw(), draw(), draw())
        }

        init() {
            var random = SystemRandomNumberGenerator()
            self.init(using: &random)
        }
    }

    /// The halves of a product, folded: the mixing of wyhash (Wang Yi, 2019).
    @inline(__always)
    private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
