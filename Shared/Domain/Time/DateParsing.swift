/// Dates and instants from bytes, by hand: formatters cost ten times as much on the hot path.
extension Timestamp {
    /// An RFC 3339 instant (`2026-05-01T07:02:00Z`, `.123456`, offsets `+02:00`) or a date (its start, UTC).
    ///
    /// Nil for anything else, dates that do not exist, hours beyond 23, leap seconds, and more than nine
    /// fractional digits; digits beyond the sixth are cut off, since the store keeps microseconds.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 10, let day = UTCDay(fullDate: bytes, at: 0) else { return nil }
        if bytes.count == 10 {
            self.init(day: day)
            return
        }
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = twoDigits(bytes, 11), let minute = twoDigits(bytes, 14), let second = twoDigits(bytes, 17),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var position = 19
        var fraction: Int64 = 0
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            var digits = 0
            while position < bytes.count, let digit = digit(bytes[position]) {
                if digits < 6 { fraction = fraction * 10 + Int64(digit) }
                digits += 1
                position += 1
            }
            guard (1...9).contains(digits) else { return nil }
            while digits < 6 {
                fraction *= 10
                digits += 1
            }
        }
        guard position < bytes.count else { return nil }
        var offset: Int64 = 0
        switch bytes[position] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            guard position + 1 == bytes.count else { return nil }
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard position + 6 == bytes.count, bytes[position + 3] == UInt8(ascii: ":"),
                let hours = twoDigits(bytes, position + 1), let minutes = twoDigits(bytes, position + 4),
                hours < 24, minutes < 60
            else { return nil }
            offset = Int64(hours * 60 + minutes) * (bytes[position] == UInt8(ascii: "-") ? -60 : 60)
        default: return nil
        }
        let seconds = Int64(hour * 3600 + minute * 60 + second) - offset
        self.init(microseconds: Timestamp(day: day).microseconds + seconds * 1_000_000 + fraction)
    }

    /// The same from a string.
    public init?(_ text: String) {
        var text = text
        guard let value = text.withUTF8({ Timestamp(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = value
    }
}

extension PartialDate {
    /// `2025-01-20`, `2025-01`, `2025`, or an RFC 3339 instant (its UTC day); nil for anything else.
    public init?(_ text: String) {
        var text = text
        let parsed: PartialDate? = text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            switch bytes.count {
            case 4:
                guard let a = twoDigits(bytes, 0), let b = twoDigits(bytes, 2),
                    let day = UTCDay(year: a * 100 + b, month: 1, day: 1)
                else { return nil }
                return PartialDate(first: day, precision: .year)
            case 7:
                guard bytes[4] == UInt8(ascii: "-"), let a = twoDigits(bytes, 0), let b = twoDigits(bytes, 2),
                    let month = twoDigits(bytes, 5), let day = UTCDay(year: a * 100 + b, month: month, day: 1)
                else { return nil }
                return PartialDate(first: day, precision: .month)
            default:
                guard let instant = Timestamp(bytes) else { return nil }
                return PartialDate(first: instant.day, precision: .day)
            }
        }
        guard let parsed else { return nil }
        self = parsed
    }
}

extension UTCDay {
    /// `yyyy-mm-dd` at an offset.
    init?(fullDate bytes: UnsafeRawBufferPointer, at start: Int) {
        guard bytes.count >= start + 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let a = twoDigits(bytes, start), let b = twoDigits(bytes, start + 2),
            let month = twoDigits(bytes, start + 5), let day = twoDigits(bytes, start + 8)
        else { return nil }
        self.init(year: a * 100 + b, month: month, day: day)
    }
}

@inline(__always)
func digit(_ byte: UInt8) -> Int? {
    let value = Int(byte) - 48
    return value >= 0 && value < 10 ? value : nil
}

@inline(__always)
func twoDigits(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    guard let a = digit(bytes[start]), let b = digit(bytes[start + 1]) else { return nil }
    return a * 10 + b
}
