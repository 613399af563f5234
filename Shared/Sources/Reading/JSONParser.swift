import Wire

/// Why bytes are not JSON, and where.
struct JSONFault: Error {
    var offset: Int
    var message: String
    /// The text ends where more was expected.
    var atEnd = false
}

/// A strict reader of one JSON value (RFC 8259, no extensions): source files are not lines of the wire, they are larger
/// and deeper, and a message about them names the very byte.
struct JSONParser {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var depth = 0

    private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(bytes)
        parser.skipSpace()
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else {
            throw parser.fault("expected the end of the entry, found \(parser.found())")
        }
        return value
    }

    private func fault(_ message: String) -> JSONFault {
        JSONFault(offset: position, message: message, atEnd: position >= bytes.count)
    }

    private func found() -> String {
        guard position < bytes.count else { return "the end" }
        if bytes[position] == UInt8(ascii: "/"), position + 1 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "/") || bytes[position + 1] == UInt8(ascii: "*")
        {
            return "a comment: JSON has none, take it out"
        }
        let end = min(bytes.count, position + 12)
        return shown(String(decoding: bytes[position..<end], as: UTF8.self))
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        guard position < bytes.count else { throw fault("expected a value, found the end") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault("expected a value, found \(found())")
        }
    }

    private mutating func enter() throws(JSONFault) {
        depth += 1
        guard depth <= SourceLimits.jsonDepth else {
            throw fault("nested deeper than \(SourceLimits.jsonDepth) levels")
        }
        position += 1
        skipSpace()
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        try enter()
        var members: [JSONValue.Member] = []
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
            position += 1
            depth -= 1
            return .object(members)
        }
        while true {
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                let trailing = position < bytes.count && bytes[position] == UInt8(ascii: "}")
                throw fault(
                    trailing
                        ? "a comma before '}': JSON has no trailing commas, take it out"
                        : "expected a key in double quotes, found \(found())")
            }
            let start = position
            let key = try string()
            if members.contains(where: { $0.key == key }) {
                throw JSONFault(offset: start, message: "the key \(shown(key)) stands twice in one object")
            }
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
                throw fault("expected ':' after the key \(shown(key)), found \(found())")
            }
            position += 1
            skipSpace()
            members.append(JSONValue.Member(key, try value()))
            if try closes(UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func array() throws(JSONFault) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position += 1
            depth -= 1
            return .array(elements)
        }
        while true {
            if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
                throw fault("a comma before ']': JSON has no trailing commas, take it out")
            }
            elements.append(try value())
            if try closes(UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    /// After a member or element: true at the closing bracket, false after a comma.
    private mutating func closes(_ bracket: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        guard position < bytes.count else {
            throw fault("expected ',' or '\(Character(UnicodeScalar(bracket)))', found the end")
        }
        switch bytes[position] {
        case UInt8(ascii: ","):
            position += 1
            skipSpace()
            return false
        case bracket:
            position += 1
            depth -= 1
            return true
        default: throw fault("expected ',' or '\(Character(UnicodeScalar(bracket)))', found \(found())")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count,
            UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]).elementsEqual(
                UnsafeBufferPointer(start: text.utf8Start, count: count))
        else { throw fault("expected \(text), found \(found())") }
        position += count
        return value
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
        guard position > start else { throw fault("expected a digit, found \(found())") }
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        try digits()
        if bytes[first] == UInt8(ascii: "0"), position > first + 1 {
            throw JSONFault(offset: first, message: "a number with a leading zero")
        }
        var isInteger = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
        if isInteger, let value = integer(bytes[start..<position]) { return .integer(value) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw JSONFault(offset: start, message: "the number \(shown(text)) is outside the range of numbers")
        }
        return .number(value)
    }

    private func integer(_ slice: Slice<UnsafeRawBufferPointer>) -> Int64? {
        var value: Int64 = 0
        var isNegative = false
        for byte in slice {
            if byte == UInt8(ascii: "-") {
                isNegative = true
                continue
            }
            let (product, high) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte &- 48)
            let (sum, over) =
                isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            if high || over { return nil }
            value = sum
        }
        return value
    }
}

extension JSONParser {
    fileprivate mutating func string() throws(JSONFault) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\"),
            bytes[position] >= 0x20
        {
            position += 1
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            let text = try text(bytes[start..<position], at: start)
            position += 1
            return text
        }
        return try escapedString(from: start)
    }

    private func text(_ slice: Slice<UnsafeRawBufferPointer>, at start: Int) throws(JSONFault) -> String {
        let raw = UnsafeRawBufferPointer(rebasing: slice)
        guard let text = raw.withMemoryRebound(to: UInt8.self, { String(validating: $0, as: UTF8.self) }) else {
            throw JSONFault(offset: start, message: "a string with bytes that are not UTF-8")
        }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
        var out = Array(bytes[start..<position])
        while true {
            guard position < bytes.count else { throw fault("a string without its closing quote") }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: out, as: UTF8.self) else {
                    throw JSONFault(offset: start, message: "a string with bytes that are not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &out)
            case 0..<0x20: throw fault("a control character, or a line break, inside a string")
            default:
                out.append(byte)
                position += 1
            }
        }
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONFault) {
        let start = position
        position += 1
        guard position < bytes.count else { throw fault("a string without its closing quote") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "u"):
            var scalar = try hexadecimal()
            if scalar >> 10 == 0x36, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            {
                position += 2
                let low = try hexadecimal()
                guard low >> 10 == 0x37 else { throw JSONFault(offset: start, message: "half of a surrogate pair") }
                scalar = 0x10000 + ((scalar & 0x3ff) << 10 | (low & 0x3ff))
            }
            guard let character = UnicodeScalar(scalar) else {
                throw JSONFault(offset: start, message: "half of a surrogate pair")
            }
            guard scalar != 0 else { throw JSONFault(offset: start, message: "a NUL inside a string") }
            out.append(contentsOf: UTF8.encode(character)!)
        default: throw JSONFault(offset: start, message: "an escape that JSON does not have")
        }
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = Character(UnicodeScalar(bytes[position])).hexDigitValue else {
                throw fault("expected four hexadecimal digits after \\u")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
