/// The state of one structural check.
struct JSONChecker {
    /// An object or array that is open.
    private struct Frame {
        var isObject: Bool
        /// Where its keys begin in `keys`.
        var firstKey: Int
    }

    private let p: UnsafeRawPointer
    private let end: Int
    private let limits: WireLimits
    private var i = 0
    private var frames: [Frame] = []
    private var keys = JSONKeys()
    private var members: [JSONOutline.Member] = []

    init(base: UnsafeRawPointer, count: Int, limits: WireLimits) {
        p = base
        end = count
        self.limits = limits
    }

    mutating func run() throws(JSONFault) -> JSONOutline {
        skipSpace()
        let root: JSONOutline.Root =
            switch peek() {
            case UInt8(ascii: "{"): .object
            case UInt8(ascii: "["): .array
            default: .scalar
            }
        repeat { try value() } while try afterValue()
        guard i == end else { throw fault(.jsonInvalid, "the line should end after one value, found \(found())") }
        return JSONOutline(root: root, members: members)
    }

    /// Reads one value, or the opening of one and what leads to its first inner value; leaves `i` behind it.
    private mutating func value() throws(JSONFault) {
        while true {
            switch peek() {
            case UInt8(ascii: "{"):
                try open(isObject: true)
                if peek() == UInt8(ascii: "}") { return try close() }
                try key()
            case UInt8(ascii: "["):
                try open(isObject: false)
                if peek() == UInt8(ascii: "]") { return try close() }
            case JSONBytes.quote: return try string()
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
            case UInt8(ascii: "t"): return try word("true")
            case UInt8(ascii: "f"): return try word("false")
            case UInt8(ascii: "n"): return try word("null")
            default: throw fault(unexpected(), "a value was expected, found \(found())")
            }
        }
    }

    /// Reads what follows a value; true where another value is to come.
    private mutating func afterValue() throws(JSONFault) -> Bool {
        while true {
            if frames.count == 1, frames[0].isObject {
                members[members.count - 1].value = members[members.count - 1].value.lowerBound..<i
            }
            skipSpace()
            guard let frame = frames.last else { return false }
            switch peek() {
            case UInt8(ascii: ","):
                i += 1
                skipSpace()
                if frame.isObject { try key() }
                return true
            case UInt8(ascii: "}") where frame.isObject: try close()
            case UInt8(ascii: "]") where !frame.isObject: try close()
            default:
                let bracket = frame.isObject ? "}" : "]"
                throw fault(unexpected(), "a comma or '\(bracket)' was expected, found \(found())")
            }
        }
    }

    private mutating func open(isObject: Bool) throws(JSONFault) {
        guard frames.count < limits.maximumDepth else {
            throw fault(.jsonTooDeep, "nested deeper than \(limits.maximumDepth) levels")
        }
        frames.append(Frame(isObject: isObject, firstKey: keys.count))
        i += 1
        skipSpace()
    }

    private mutating func close() throws(JSONFault) {
        i += 1
        guard let frame = frames.popLast(), frame.isObject else { return }
        if let twice = keys.firstDuplicate(from: frame.firstKey, p) {
            let name = Shortened.quoted(JSONBytes.text(p, twice))
            throw JSONFault(
                code: .jsonDuplicateKey, offset: twice.lowerBound, message: "the key \(name) stands twice in one object"
            )
        }
        keys.removeAll(from: frame.firstKey)
    }

    /// Reads a key, its colon, and the space up to its value.
    private mutating func key() throws(JSONFault) {
        guard peek() == JSONBytes.quote else {
            throw fault(unexpected(), "a key in double quotes was expected, found \(found())")
        }
        let start = i + 1
        try string()
        let range = start..<(i - 1)
        keys.append(range, p)
        skipSpace()
        guard peek() == UInt8(ascii: ":") else {
            throw fault(unexpected(), "a colon was expected after a key, found \(found())")
        }
        i += 1
        skipSpace()
        if frames.count == 1 { members.append(JSONOutline.Member(key: range, value: i..<i)) }
    }

    private mutating func string() throws(JSONFault) {
        let start = i
        // What escapes take beyond what they stand for.
        var surplus = 0
        i += 1
        while true {
            i = JSONBytes.plainEnd(p, i, end)
            guard i < end else { throw fault(.jsonInvalid, "a string is not closed") }
            let byte = p.load(fromByteOffset: i, as: UInt8.self)
            if byte == JSONBytes.quote { break }
            if byte == JSONBytes.backslash {
                surplus += try escape()
            } else if byte >= 0x80 {
                let length = JSONBytes.sequenceLength(p, i, end)
                guard length > 0 else { throw fault(.encodingInvalid, "the bytes are not UTF-8") }
                i += length
            } else if byte == 0 {
                throw fault(.stringInvalid, "a string holds a NUL")
            } else {
                throw fault(.jsonInvalid, "a control character in a string must be escaped, found \(found())")
            }
        }
        i += 1
        guard i - start - 2 - surplus <= limits.maximumStringBytes else {
            throw JSONFault(
                code: .stringTooLong, offset: start,
                message: "a string is longer than \(limits.maximumStringBytes) bytes")
        }
    }

    private mutating func escape() throws(JSONFault) -> Int {
        switch JSONBytes.escape(p, i, end) {
        case .malformed: throw fault(.jsonInvalid, "an escape that JSON does not have")
        case .unpaired: throw fault(.stringInvalid, "a string holds half a surrogate pair")
        case .scalar(0, _): throw fault(.stringInvalid, "a string holds a NUL")
        case .scalar(let scalar, let length):
            i += length
            return length - UTF8.width(Unicode.Scalar(scalar) ?? "?")
        }
    }

    private mutating func number() throws(JSONFault) {
        let start = i
        if peek() == UInt8(ascii: "-") { i += 1 }
        let first = peek()
        let whole = digits()
        guard whole > 0 else { throw fault(unexpected(), "a digit was expected, found \(found())") }
        if first == UInt8(ascii: "0"), whole > 1 {
            throw JSONFault(code: .jsonInvalid, offset: start, message: "a number has a leading zero")
        }
        var needsRange = false
        if peek() == UInt8(ascii: ".") {
            i += 1
            guard digits() > 0 else { throw fault(unexpected(), "a digit was expected, found \(found())") }
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            needsRange = true
            i += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { i += 1 }
            guard digits() > 0 else { throw fault(unexpected(), "a digit was expected, found \(found())") }
        }
        if needsRange || i - start > 300 { try checkRange(start) }
    }

    /// A double must hold the number: neither infinite, nor zero where the digits are not.
    private func checkRange(_ start: Int) throws(JSONFault) {
        func outside() -> JSONFault {
            JSONFault(
                code: .numberRange, offset: start,
                message: "the number \(Shortened.plain(bytes(start..<i))) is outside the range of a double")
        }
        guard i - start <= limits.maximumNumberBytes, let value = Double(bytes(start..<i)), value.isFinite else {
            throw outside()
        }
        guard value == 0 else { return }
        for place in start..<i {
            let byte = p.load(fromByteOffset: place, as: UInt8.self)
            if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") { return }
            if byte >= UInt8(ascii: "1") && byte <= UInt8(ascii: "9") { throw outside() }
        }
    }

    private mutating func digits() -> Int {
        let start = i
        while i < end, p.load(fromByteOffset: i, as: UInt8.self) &- 48 < 10 { i += 1 }
        return i - start
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard i + offset < end, p.load(fromByteOffset: i + offset, as: UInt8.self) == word.utf8Start[offset] else {
                throw fault(.jsonInvalid, "a value was expected, found \(found())")
            }
        }
        i += word.utf8CodeUnitCount
    }

    @inline(__always)
    private func peek() -> UInt8 { i < end ? p.load(fromByteOffset: i, as: UInt8.self) : 0 }

    @inline(__always)
    private mutating func skipSpace() {
        while i < end {
            switch p.load(fromByteOffset: i, as: UInt8.self) {
            case 0x20, 0x09, 0x0a, 0x0d: i += 1
            default: return
            }
        }
    }

    private func bytes(_ range: Range<Int>) -> String {
        String(decoding: UnsafeRawBufferPointer(start: p + range.lowerBound, count: range.count), as: UTF8.self)
    }

    /// The code for a byte that cannot stand here.
    private func unexpected() -> RejectCode {
        peek() >= 0x80 && JSONBytes.sequenceLength(p, i, end) == 0 ? .encodingInvalid : .jsonInvalid
    }

    /// What stands here, for a message.
    private func found() -> String {
        guard i < end else { return "the end of the line" }
        return Shortened.quoted(bytes(i..<min(i + max(1, JSONBytes.sequenceLength(p, i, end)), end)))
    }

    private func fault(_ code: RejectCode, _ message: String) -> JSONFault {
        JSONFault(code: code, offset: min(i, end), message: message)
    }
}
