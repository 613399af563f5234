import Domain

/// A place in a line of a hot record. Every method answers "no" where it meets anything unusual; the decoders then have
/// the last word, so nothing here needs to know what is wrong.
struct HotCursor {
    let p: UnsafeRawPointer
    let end: Int
    var i: Int
    /// Room for strings whose escapes are resolved; at least as long as the line.
    let scratch: UnsafeMutableRawPointer
    var scratchCount = 0

    @inline(__always)
    init(_ line: UnsafeRawBufferPointer, base: UnsafeRawPointer, scratch: UnsafeMutableRawPointer) {
        p = base
        end = line.count
        i = 0
        self.scratch = scratch
    }

    /// The byte here; 0 at the end.
    @inline(__always)
    var byte: UInt8 { i < end ? p.load(fromByteOffset: i, as: UInt8.self) : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while byte == 0x20 || byte == 0x09 || byte == 0x0d { i &+= 1 }
    }

    /// Passes one byte, and space behind it.
    @inline(__always)
    mutating func pass(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        i &+= 1
        skipSpace()
        return true
    }

    /// Whether the object goes on; nil where neither a comma nor a bracket follows.
    @inline(__always)
    mutating func goesOn() -> Bool? {
        skipSpace()
        if pass(UInt8(ascii: ",")) { return true }
        return pass(UInt8(ascii: "}")) ? false : nil
    }

    /// The eight bytes after the quote that opens a key.
    @inline(__always)
    func keyWord() -> UInt64? {
        guard byte == JSONBytes.quote, i &+ 9 <= end else { return nil }
        return JSONBytes.word(p, i &+ 1)
    }

    /// Passes a key that was recognised: its quotes, its colon, `length` bytes with both but the first quote.
    @inline(__always)
    mutating func passKey(_ length: Int) {
        i &+= 1 &+ length
        skipSpace()
    }

    /// Passes `null`.
    @inline(__always)
    mutating func passNull() -> Bool {
        guard byte == UInt8(ascii: "n"), matches("null") else { return false }
        i &+= 4
        return true
    }

    /// Whether these bytes stand here.
    @inline(__always)
    func matches(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard i &+ count <= end else { return false }
        return UnsafeRawBufferPointer(start: p + i, count: count).elementsEqual(
            UnsafeBufferPointer(start: text.utf8Start, count: count))
    }

    /// A string without its quotes. Mostly neither escapes, spaces nor anything beyond ASCII: then it is a slice of the
    /// line and free of control characters, DEL and space (`isToken`).
    @inline(__always)
    mutating func string() -> (bytes: UnsafeRawBufferPointer, isToken: Bool)? {
        guard byte == JSONBytes.quote else { return nil }
        let start = i &+ 1
        let stop = JSONBytes.plainEnd(p, start, end, floor: 0x21)
        guard stop < end else { return nil }
        if p.load(fromByteOffset: stop, as: UInt8.self) == JSONBytes.quote {
            i = stop &+ 1
            return (UnsafeRawBufferPointer(start: p + start, count: stop &- start), true)
        }
        return unusualString(start).map { ($0, false) }
    }

    /// Any well-formed string; escapes are resolved into the scratch.
    @inline(never)
    private mutating func unusualString(_ start: Int) -> UnsafeRawBufferPointer? {
        var stop = start
        var from = start
        let first = scratchCount
        while true {
            stop = JSONBytes.plainEnd(p, stop, end)
            guard stop < end else { return nil }
            let byte = p.load(fromByteOffset: stop, as: UInt8.self)
            if byte == JSONBytes.quote { break }
            if byte >= 0x80 {
                let length = JSONBytes.sequenceLength(p, stop, end)
                guard length > 0 else { return nil }
                stop += length
            } else {
                guard byte == JSONBytes.backslash,
                    case .scalar(let scalar, let length) = JSONBytes.escape(p, stop, end), scalar != 0
                else { return nil }
                keep(from..<stop)
                scratchCount += JSONBytes.encode(scalar, into: scratch + scratchCount)
                stop += length
                from = stop
            }
        }
        i = stop + 1
        if from == start { return UnsafeRawBufferPointer(start: p + start, count: stop - start) }
        keep(from..<stop)
        return UnsafeRawBufferPointer(start: scratch + first, count: scratchCount - first)
    }

    private mutating func keep(_ range: Range<Int>) {
        (scratch + scratchCount).copyMemory(from: p + range.lowerBound, byteCount: range.count)
        scratchCount += range.count
    }

    /// A whole number without fraction and exponent, of at most 16 digits.
    @inline(__always)
    mutating func integer() -> Int64? {
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { i &+= 1 }
        let start = i
        var value: Int64 = 0
        while true {
            let digit = byte &- 48
            guard digit < 10 else { break }
            value = value &* 10 &+ Int64(digit)
            i &+= 1
            guard i &- start <= 16 else { return nil }
        }
        let count = i &- start
        guard count > 0, count == 1 || p.load(fromByteOffset: start, as: UInt8.self) != 48 else { return nil }
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
        default: return isNegative ? -value : value
        }
    }

    /// Whether nothing but space follows the bracket that closes the line.
    @inline(__always)
    mutating func closes() -> Bool {
        skipSpace()
        guard pass(UInt8(ascii: "}")) else { return false }
        return i == end
    }
}

/// The first bytes of a key as a number, the first byte lowest, for comparing keys at a stroke.
@inline(__always)
func keyBytes(_ text: StaticString) -> UInt64 {
    var word: UInt64 = 0
    for place in 0..<text.utf8CodeUnitCount {
        word |= UInt64(text.utf8Start[place]) &<< UInt64(truncatingIfNeeded: place &* 8)
    }
    return word
}

/// The lowest `count` bytes of a word.
@inline(__always)
func lowest(_ count: Int, _ word: UInt64) -> UInt64 { word & (UInt64.max &>> UInt64(64 &- count &* 8)) }
