/// Edit distance (insert, delete, replace) of one pattern to many names, a machine word a byte.
///
/// Bit vectors of G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
/// programming", 1999, in the form of H. Hyyrö, 2001. Patterns are cut at 64 bytes.
package struct EditDistance {
    /// The longest pattern, in bytes.
    package static let maximumBytes = 64

    private let masks: [UInt64]
    private let top: UInt64
    package let length: Int

    package init(_ pattern: [UInt8]) {
        var masks = [UInt64](repeating: 0, count: 256)
        let pattern = pattern.prefix(Self.maximumBytes)
        for (place, byte) in pattern.enumerated() {
            let byte = fold(byte)
            masks[Int(byte)] |= 1 << UInt64(place)
            if byte >= 97, byte <= 122 { masks[Int(byte & ~0x20)] |= 1 << UInt64(place) }
        }
        self.masks = masks
        length = pattern.count
        top = pattern.isEmpty ? 0 : 1 << UInt64(pattern.count - 1)
    }

    /// The distance of the pattern to a whole text.
    package func whole(_ text: UnsafeRawBufferPointer) -> Int {
        guard length > 0 else { return text.count }
        return run(text, carry: 1).last
    }

    /// The least distance of the pattern to any part of a text.
    package func anywhere(in text: UnsafeRawBufferPointer) -> Int {
        guard length > 0 else { return 0 }
        return run(text, carry: 0).least
    }

    @inline(__always)
    private func run(_ text: UnsafeRawBufferPointer, carry: UInt64) -> (last: Int, least: Int) {
        var positive = ~UInt64(0)
        var negative: UInt64 = 0
        var score = length
        var least = length
        masks.withUnsafeBufferPointer { masks in
            for byte in text {
                let equal = masks[Int(byte)]
                let x = equal | negative
                let diagonal = (((equal & positive) &+ positive) ^ positive) | equal
                var up = negative | ~(diagonal | positive)
                var down = positive & diagonal
                if up & top != 0 { score += 1 }
                if down & top != 0 { score -= 1 }
                up = up << 1 | carry
                down = down << 1
                positive = down | ~(x | up)
                negative = up & x
                if score < least { least = score }
            }
        }
        return (score, least)
    }
}
