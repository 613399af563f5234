/// Which letters, digits and signs a name has, case folded: 64 bits that rule out most names in a nanosecond.
///
/// Every inserted or deleted byte changes one bit at most, every replaced one two: names within a distance of d differ
/// in at most 2d bits.
package struct NameSignature: Sendable, Equatable {
    package let bits: UInt64

    package init(_ name: UnsafeRawBufferPointer) {
        var bits: UInt64 = 0
        for byte in name { bits |= 1 << UInt64(fold(byte) & 63) }
        self.bits = bits
    }

    /// Whether a name may have all of the other's bytes but `missing`.
    @inline(__always)
    package func mayContain(_ other: NameSignature, missing: Int = 0) -> Bool {
        (other.bits & ~bits).nonzeroBitCount <= missing
    }

    /// Whether the names may be within a distance.
    @inline(__always)
    package func mayBeWithin(_ distance: Int, of other: NameSignature) -> Bool {
        (bits ^ other.bits).nonzeroBitCount <= 2 * distance
    }
}

@inline(__always)
package func fold(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

extension UnsafeRawBufferPointer {
    /// Whether these bytes stand at a place, case folded; `folded` is folded already.
    package func hasFolded(_ folded: [UInt8], at place: Int) -> Bool {
        guard place + folded.count <= count else { return false }
        for i in 0..<folded.count where fold(self[place + i]) != folded[i] { return false }
        return true
    }

    /// Whether these bytes stand anywhere, case folded.
    package func containsFolded(_ folded: [UInt8]) -> Bool {
        guard let first = folded.first, folded.count <= count else { return folded.isEmpty }
        for place in 0...(count - folded.count) where fold(self[place]) == first && hasFolded(folded, at: place) {
            return true
        }
        return false
    }
}
