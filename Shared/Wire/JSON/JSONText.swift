/// The parts of JSON texts, appended to bytes.
public enum JSONText {
    /// A string with its quotes; escaped is only what must be.
    public static func write(_ text: String, into bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0), into: &bytes) }
    }

    /// The same for bytes of well-formed UTF-8.
    public static func write(_ utf8: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
        bytes.append(JSONBytes.quote)
        if let p = utf8.baseAddress {
            var start = 0
            var i = 0
            while i < utf8.count {
                i = JSONBytes.plainEnd(p, i, utf8.count)
                guard i < utf8.count else { break }
                if utf8[i] < 0x80 {
                    bytes.append(contentsOf: utf8[start..<i])
                    escape(utf8[i], into: &bytes)
                    start = i + 1
                }
                i += 1
            }
            bytes.append(contentsOf: utf8[start..<utf8.count])
        }
        bytes.append(JSONBytes.quote)
    }

    private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
        bytes.append(JSONBytes.backslash)
        switch byte {
        case JSONBytes.quote, JSONBytes.backslash: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0c: bytes.append(UInt8(ascii: "f"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }

    /// A whole number.
    public static func write(_ value: Int64, into bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { room in
            let start = digits(of: value, endingAt: 20, in: room)
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: room[start..<20]))
        }
    }

    /// Writes the digits of a number so that they end before a place; returns where they start.
    @inline(__always)
    static func digits(of value: Int64, endingAt end: Int, in room: UnsafeMutableRawBufferPointer) -> Int {
        var rest = value.magnitude
        var place = end
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            place &-= 1
            room[place] = 48 &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest != 0
        if value < 0 {
            place &-= 1
            room[place] = UInt8(ascii: "-")
        }
        return place
    }

    /// The shortest digits that read back as the same double; a whole number below 2^53 without fraction. Null for what
    /// JSON has no number for.
    public static func write(_ value: Double, into bytes: inout [UInt8]) {
        guard value.isFinite else {
            bytes.append(contentsOf: "null".utf8)
            return
        }
        if let whole = whole(value) {
            write(whole, into: &bytes)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    /// The whole number that a double is written as; nil where it is none below 2^53, or the negative zero.
    package static func whole(_ value: Double) -> Int64? {
        guard value.magnitude < 9_007_199_254_740_992, let whole = Int64(exactly: value),
            whole != 0 || value.sign == .plus
        else { return nil }
        return whole
    }
}

extension JSONValue {
    /// Appends the value as JSON, without white space: the same value gives the same bytes.
    public func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): JSONText.write(value, into: &bytes)
        case .number(let value): JSONText.write(value, into: &bytes)
        case .string(let text): JSONText.write(text, into: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.write(member.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// The value as JSON text.
    public var jsonText: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
