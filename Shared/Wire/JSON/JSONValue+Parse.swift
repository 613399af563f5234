extension JSONValue {
    /// Parses one JSON text, strictly: see `JSONStructure`.
    public static func parse(
        _ bytes: UnsafeRawBufferPointer, limits: WireLimits = WireLimits()
    ) throws(JSONFault) -> JSONValue {
        _ = try JSONStructure.check(bytes, limits: limits)
        return JSONValue(checked: bytes)
    }

    /// The same for an array of bytes.
    public static func parse(_ bytes: [UInt8], limits: WireLimits = WireLimits()) throws(JSONFault) -> JSONValue {
        let result: Result<JSONValue, JSONFault> = bytes.withUnsafeBytes { bytes in
            Result { () throws(JSONFault) in try parse(bytes, limits: limits) }
        }
        return try result.get()
    }

    /// The value of bytes that `JSONStructure` has let pass.
    init(checked bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else {
            self = .null
            return
        }
        var reader = CheckedReader(p: base, end: bytes.count)
        self = reader.value()
    }
}

/// Reads what has been checked; recursion is bounded by the check's depth.
private struct CheckedReader {
    let p: UnsafeRawPointer
    let end: Int
    var i = 0

    mutating func value() -> JSONValue {
        skip()
        switch peek() {
        case UInt8(ascii: "{"):
            var members: [JSONValue.Member] = []
            while step(to: UInt8(ascii: "}")) {
                let key = string()
                skip()
                i += 1
                members.append(JSONValue.Member(key, value()))
            }
            return .object(members)
        case UInt8(ascii: "["):
            var elements: [JSONValue] = []
            while step(to: UInt8(ascii: "]")) { elements.append(value()) }
            return .array(elements)
        case JSONBytes.quote: return .string(string())
        case UInt8(ascii: "t"):
            i += 4
            return true
        case UInt8(ascii: "f"):
            i += 5
            return false
        case UInt8(ascii: "n"):
            i += 4
            return .null
        default: return number()
        }
    }

    /// Passes the opening bracket or a comma; false (and behind it) at the closing bracket.
    private mutating func step(to closing: UInt8) -> Bool {
        skip()
        if peek() != closing { i += 1 }
        skip()
        guard peek() == closing else { return i < end }
        i += 1
        return false
    }

    private mutating func string() -> String {
        let start = i + 1
        i = start
        while i < end, peek() != JSONBytes.quote { i += peek() == JSONBytes.backslash ? 2 : 1 }
        let range = start..<i
        i += 1
        return JSONBytes.text(p, range)
    }

    private mutating func number() -> JSONValue {
        let start = i
        var isWhole = true
        loop: while i < end {
            switch peek() {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"): isWhole = false
            default: break loop
            }
            i += 1
        }
        let text = String(decoding: UnsafeRawBufferPointer(start: p + start, count: i - start), as: UTF8.self)
        // -0 is no integer: its sign would be lost.
        if isWhole, text != "-0", let integer = Int64(text) { return .integer(integer) }
        return .number(Double(text) ?? 0)
    }

    private func peek() -> UInt8 { i < end ? p.load(fromByteOffset: i, as: UInt8.self) : 0 }

    private mutating func skip() {
        while i < end {
            switch peek() {
            case 0x20, 0x09, 0x0a, 0x0d: i += 1
            default: return
            }
        }
    }
}
