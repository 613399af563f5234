import Domain

/// Writes the hot records, and parts of the hot answers, straight into memory that is known to be large enough.
package struct HotWriter {
    let out: UnsafeMutableRawBufferPointer
    /// How many bytes were put so far.
    package internal(set) var count = 0

    package init(out: UnsafeMutableRawBufferPointer) { self.out = out }

    @inline(__always)
    mutating func put(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        (out.baseAddress.unsafelyUnwrapped + count).copyMemory(from: text.utf8Start, byteCount: length)
        count &+= length
    }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        out[count] = byte
        count &+= 1
    }

    /// A string with its quotes. Needs up to six bytes for each of its own, and two.
    @inline(__always)
    package mutating func put(quoted utf8: UnsafeRawBufferPointer) {
        put(JSONBytes.quote)
        if let p = utf8.baseAddress {
            if JSONBytes.plainEnd(p, 0, utf8.count) == utf8.count {
                (out.baseAddress.unsafelyUnwrapped + count).copyMemory(from: p, byteCount: utf8.count)
                count &+= utf8.count
            } else {
                putEscaped(utf8)
            }
        }
        put(JSONBytes.quote)
    }

    @inline(never)
    private mutating func putEscaped(_ utf8: UnsafeRawBufferPointer) {
        var bytes: [UInt8] = []
        JSONText.write(utf8, into: &bytes)
        for byte in bytes.dropFirst().dropLast() { put(byte) }
    }

    @inline(__always)
    mutating func put(quoted text: String) {
        var text = text
        text.withUTF8 { put(quoted: UnsafeRawBufferPointer($0)) }
    }

    /// A whole number; 20 bytes at most.
    @inline(__always)
    package mutating func put(_ value: Int64) {
        // Twenty bytes hold any number; the digits end there and are moved to their place.
        let start = JSONText.digits(of: value, endingAt: count &+ 20, in: out)
        let length = count &+ 20 &- start
        let base = out.baseAddress.unsafelyUnwrapped
        (base + count).copyMemory(from: base + start, byteCount: length)
        count &+= length
    }

    /// A time with its quotes, RFC 3339 in UTC; 29 bytes at most.
    @inline(__always)
    package mutating func put(_ at: Timestamp) {
        let day = at.day
        var rest = at.microseconds &- Int64(day.number) &* Timestamp.microsecondsPerDay
        var fraction = Int(rest % 1_000_000)
        rest /= 1_000_000
        put(JSONBytes.quote)
        put(day)
        put(UInt8(ascii: "T"))
        two(Int(rest / 3600))
        put(UInt8(ascii: ":"))
        two(Int(rest / 60 % 60))
        put(UInt8(ascii: ":"))
        two(Int(rest % 60))
        if fraction != 0 {
            put(UInt8(ascii: "."))
            var unit = 100_000
            while fraction != 0 {
                put(48 &+ UInt8(truncatingIfNeeded: fraction / unit))
                fraction %= unit
                unit /= 10
            }
        }
        put(UInt8(ascii: "Z"))
        put(JSONBytes.quote)
    }

    /// A day without quotes: ten bytes.
    @inline(__always)
    package mutating func put(_ day: UTCDay) {
        let date = day.components
        two(date.year / 100)
        two(date.year % 100)
        put(UInt8(ascii: "-"))
        two(date.month)
        put(UInt8(ascii: "-"))
        two(date.day)
    }

    /// The word of a kind with its quotes: names of cases by reflection are too slow here.
    @inline(__always)
    mutating func put(word kind: EventKind) {
        switch kind {
        case .like: put("\"like\"")
        case .deployment: put("\"deployment\"")
        case .mention: put("\"mention\"")
        case .derivative: put("\"derivative\"")
        }
    }

    /// A country with its quotes; 12 bytes at most.
    @inline(__always)
    package mutating func put(_ country: Country) {
        guard country.rawValue > Country.other.rawValue else { return put(quoted: country.name) }
        put(JSONBytes.quote)
        put(UInt8(country.rawValue >> 8))
        put(UInt8(country.rawValue & 0xff))
        put(JSONBytes.quote)
    }

    @inline(__always)
    private mutating func two(_ value: Int) {
        put(48 &+ UInt8(truncatingIfNeeded: value / 10))
        put(48 &+ UInt8(truncatingIfNeeded: value % 10))
    }
}

extension [UInt8] {
    /// Appends what a writer puts, which is at most `bound` bytes.
    @inline(__always)
    mutating func append(atMost bound: Int, _ write: (inout HotWriter) -> Void) {
        let start = count
        append(contentsOf: repeatElement(0, count: bound))
        let written = withUnsafeMutableBytes { bytes in
            var writer = HotWriter(out: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
            write(&writer)
            return writer.count
        }
        removeLast(bound - written)
    }
}
