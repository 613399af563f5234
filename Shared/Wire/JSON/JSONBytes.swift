/// Bytes of JSON strings, eight at a time: what every other reader of this room stands on.
enum JSONBytes {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Eight bytes, the first in the lowest place.
    @inline(__always)
    static func word(_ p: UnsafeRawPointer, _ i: Int) -> UInt64 {
        UInt64(littleEndian: p.loadUnaligned(fromByteOffset: i, as: UInt64.self))
    }

    /// Marks (top bit of the byte) where a byte is zero; exact up to the lowest mark, which is all we use.
    @inline(__always)
    private static func zeros(_ x: UInt64) -> UInt64 { (x &- ones) & ~x }

    /// The first place in `i..<end` whose byte a plain string cannot pass over: a quote, a backslash, a byte below
    /// `floor`, DEL if `floor` is above 0x20, or anything beyond ASCII; `end` if there is none.
    @inline(__always)
    static func plainEnd(_ p: UnsafeRawPointer, _ start: Int, _ end: Int, floor: UInt64 = 0x20) -> Int {
        var i = start
        while i &+ 8 <= end {
            let x = word(p, i)
            var marks = zeros(x ^ (ones &* 0x22)) | zeros(x ^ (ones &* 0x5c)) | ((x &- (ones &* floor)) & ~x) | x
            if floor > 0x20 { marks |= zeros(x ^ (ones &* 0x7f)) }
            marks &= tops
            if marks != 0 { return i &+ (marks.trailingZeroBitCount &>> 3) }
            i &+= 8
        }
        while i < end {
            let byte = p.load(fromByteOffset: i, as: UInt8.self)
            if byte == quote || byte == backslash || UInt64(byte) < floor || byte >= 0x80
                || (byte == 0x7f && floor > 0x20)
            {
                return i
            }
            i &+= 1
        }
        return end
    }

    /// The length of the well-formed UTF-8 sequence at `i` (2 to 4 bytes); 0 for an overlong, truncated, surrogate or
    /// otherwise malformed one. RFC 3629, table of section 4.
    static func sequenceLength(_ p: UnsafeRawPointer, _ i: Int, _ end: Int) -> Int {
        @inline(__always) func byte(_ offset: Int) -> UInt8 {
            i + offset < end ? p.load(fromByteOffset: i + offset, as: UInt8.self) : 0
        }
        @inline(__always) func isTail(_ offset: Int) -> Bool { byte(offset) & 0xc0 == 0x80 }
        let second = byte(1)
        switch byte(0) {
        case 0xc2...0xdf: return isTail(1) ? 2 : 0
        case 0xe0: return second >= 0xa0 && second <= 0xbf && isTail(2) ? 3 : 0
        case 0xed: return second >= 0x80 && second <= 0x9f && isTail(2) ? 3 : 0
        case 0xe1...0xef: return isTail(1) && isTail(2) ? 3 : 0
        case 0xf0: return second >= 0x90 && second <= 0xbf && isTail(2) && isTail(3) ? 4 : 0
        case 0xf1...0xf3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
        case 0xf4: return second >= 0x80 && second <= 0x8f && isTail(2) && isTail(3) ? 4 : 0
        default: return 0
        }
    }

    /// The four hexadecimal digits at `i`; nil if they are not.
    static func hex4(_ p: UnsafeRawPointer, _ i: Int, _ end: Int) -> UInt16? {
        guard i + 4 <= end else { return nil }
        var value: UInt16 = 0
        for offset in 0..<4 {
            let byte = p.load(fromByteOffset: i + offset, as: UInt8.self)
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    /// What an escape stands for.
    enum Escape {
        /// The scalar, and how many bytes the escape takes.
        case scalar(UInt32, length: Int)
        case malformed
        /// Half a surrogate pair.
        case unpaired
    }

    /// The escape that begins with the backslash at `i`.
    static func escape(_ p: UnsafeRawPointer, _ i: Int, _ end: Int) -> Escape {
        guard i + 1 < end else { return .malformed }
        switch p.load(fromByteOffset: i + 1, as: UInt8.self) {
        case quote: return .scalar(0x22, length: 2)
        case backslash: return .scalar(0x5c, length: 2)
        case UInt8(ascii: "/"): return .scalar(0x2f, length: 2)
        case UInt8(ascii: "b"): return .scalar(0x08, length: 2)
        case UInt8(ascii: "f"): return .scalar(0x0c, length: 2)
        case UInt8(ascii: "n"): return .scalar(0x0a, length: 2)
        case UInt8(ascii: "r"): return .scalar(0x0d, length: 2)
        case UInt8(ascii: "t"): return .scalar(0x09, length: 2)
        case UInt8(ascii: "u"):
            guard let first = hex4(p, i + 2, end) else { return .malformed }
            switch first {
            case 0xd800...0xdbff:
                guard i + 7 < end, p.load(fromByteOffset: i + 6, as: UInt8.self) == backslash,
                    p.load(fromByteOffset: i + 7, as: UInt8.self) == UInt8(ascii: "u")
                else { return .unpaired }
                guard let second = hex4(p, i + 8, end) else { return .malformed }
                guard (0xdc00...0xdfff).contains(second) else { return .unpaired }
                return .scalar(0x10000 + (UInt32(first) - 0xd800) << 10 + (UInt32(second) - 0xdc00), length: 12)
            case 0xdc00...0xdfff: return .unpaired
            default: return .scalar(UInt32(first), length: 6)
            }
        default: return .malformed
        }
    }

    /// Writes a scalar as UTF-8; returns how many bytes it took (1 to 4).
    @discardableResult
    static func encode(_ scalar: UInt32, into out: UnsafeMutableRawPointer) -> Int {
        switch scalar {
        case 0..<0x80:
            out.storeBytes(of: UInt8(scalar), as: UInt8.self)
            return 1
        case 0x80..<0x800:
            out.storeBytes(of: UInt8(0xc0 | scalar >> 6), as: UInt8.self)
            out.storeBytes(of: UInt8(0x80 | scalar & 0x3f), toByteOffset: 1, as: UInt8.self)
            return 2
        case 0x800..<0x10000:
            out.storeBytes(of: UInt8(0xe0 | scalar >> 12), as: UInt8.self)
            out.storeBytes(of: UInt8(0x80 | scalar >> 6 & 0x3f), toByteOffset: 1, as: UInt8.self)
            out.storeBytes(of: UInt8(0x80 | scalar & 0x3f), toByteOffset: 2, as: UInt8.self)
            return 3
        default:
            out.storeBytes(of: UInt8(0xf0 | scalar >> 18), as: UInt8.self)
            out.storeBytes(of: UInt8(0x80 | scalar >> 12 & 0x3f), toByteOffset: 1, as: UInt8.self)
            out.storeBytes(of: UInt8(0x80 | scalar >> 6 & 0x3f), toByteOffset: 2, as: UInt8.self)
            out.storeBytes(of: UInt8(0x80 | scalar & 0x3f), toByteOffset: 3, as: UInt8.self)
            return 4
        }
    }

    /// The content of a string already checked, without its quotes: escapes resolved.
    static func text(_ p: UnsafeRawPointer, _ range: Range<Int>) -> String {
        let raw = UnsafeRawBufferPointer(start: p + range.lowerBound, count: range.count)
        guard raw.contains(backslash) else { return String(decoding: raw, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: range.count) { out in
            let base = UnsafeMutableRawPointer(out.baseAddress!)
            var i = range.lowerBound
            var count = 0
            while i < range.upperBound {
                let byte = p.load(fromByteOffset: i, as: UInt8.self)
                if byte == backslash, case .scalar(let scalar, let length) = escape(p, i, range.upperBound) {
                    count += encode(scalar, into: base + count)
                    i += length
                } else {
                    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
                    count += 1
                    i += 1
                }
            }
            return count
        }
    }
}
