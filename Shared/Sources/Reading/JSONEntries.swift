import Wire

/// The objects of a JSON file as they complete: an array of objects (several arrays after each other too: pages put
/// together), one object per line, or objects over several lines each. Holds one entry at a time.
///
/// A line that is no JSON is a reject and the next line goes on; inside an array nothing tells where the next entry
/// begins, so a fault there ends the file.
struct JSONEntries: Sendable {
    enum Item {
        case entry(JSONValue, line: Int, column: Int)
        case bad(SourceReject)
    }

    private enum Mode {
        case start, lines, skippingLine, objects
        case arrayOpened, arrayNeedsValue, arrayNeedsComma, arrayClosed
    }

    private let file: String
    private let format: String
    private var window = ByteWindow()
    private var mode = Mode.start
    private var hasByteOrderMark = false
    /// How far behind the head the search for the end of the entry has come, and what it remembers.
    private var scanned = 0
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The last entry, among the bytes at hand until more come.
    private var last: (range: Range<Int>, line: Int, column: Int)?

    init(file: String, format: String) {
        self.file = file
        self.format = format
    }

    mutating func append(_ chunk: UnsafeRawBufferPointer) {
        last = nil
        window.append(chunk)
    }

    /// Where a value of the entry that was given last stands; nil where it has none at this path.
    func place(of path: String) -> (line: Int, column: Int)? {
        guard let last else { return nil }
        return window.bytes.withUnsafeBytes { bytes in
            let entry = UnsafeRawBufferPointer(rebasing: bytes[last.range])
            guard let offset = JSONPlace.offset(of: path, in: entry) else { return nil }
            var (line, column) = (last.line, last.column)
            for byte in entry[..<offset] {
                if byte == 0x0a {
                    line += 1
                    column = 1
                } else if byte & 0xc0 != 0x80 {
                    column += 1
                }
            }
            return (line, column)
        }
    }

    /// The next entry; nil: more bytes are needed, or with `isLast` the file is at its end.
    mutating func next(isLast: Bool, into sink: inout RecordSink) throws(SourceError) -> Item? {
        while true {
            switch mode {
            case .start:
                guard try begin(isLast: isLast, into: &sink) else { return nil }
            case .lines:
                guard let item = line(isLast: isLast) else { return nil }
                if let item = item.item { return item }
            case .skippingLine:
                guard let end = lineEnd() else {
                    window.consume(upTo: window.end)
                    scanned = 0
                    return nil
                }
                window.consume(upTo: end + 1)
                mode = .lines
            default:
                skipSpace()
                guard window.head < window.end else {
                    if isLast { try finish() }
                    return nil
                }
                if let item = try structured(isLast: isLast) { return item }
                if scanned > 0 { return nil }
            }
        }
    }

    private func fault(_ code: SourceCode, at index: Int? = nil, _ message: String) -> SourceError {
        let place = window.place(of: index ?? window.head)
        return SourceError(code: code, file: file, line: place.line, column: place.column, message: message)
    }

    private mutating func skipSpace() {
        var index = window.head
        while index < window.end, window.bytes[index] <= 0x20,
            [0x20, 0x0a, 0x0d, 0x09].contains(window.bytes[index])
        {
            index += 1
        }
        if index > window.head { window.consume(upTo: index) }
    }

    /// Tells the shape of the file from its first line; false: more bytes are needed.
    private mutating func begin(isLast: Bool, into sink: inout RecordSink) throws(SourceError) -> Bool {
        guard window.end - window.head >= 4 || isLast else { return false }
        if !hasByteOrderMark, window.bytes[window.head...].starts(with: [0xef, 0xbb, 0xbf]) {
            hasByteOrderMark = true
            window.skipMark()
            sink.note(.byteOrderMark, line: 1, "a byte order mark in front of the file was skipped")
        }
        skipSpace()
        guard window.head < window.end else {
            guard isLast else { return false }
            throw SourceError(
                code: .fileEmpty, file: file, message: "the file is empty; expected \(format) objects as JSON")
        }
        switch window.bytes[window.head] {
        case UInt8(ascii: "["):
            window.consume(upTo: window.head + 1)
            mode = .arrayOpened
        case UInt8(ascii: "{"):
            guard let end = lineEnd() else {
                if window.end - window.head > SourceLimits.entryBytes { throw tooLong() }
                guard isLast else { return false }
                scanned = 0
                mode = .lines
                return true
            }
            let last = window.bytes[window.head..<end].last { $0 > 0x20 }
            mode = [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ",")].contains(last) ? .objects : .lines
        default:
            let seen = Detection.describe(Array(window.bytes[window.head...].prefix(4096)), fileName: file)
            throw fault(.formatMismatch, "expected \(format) objects as JSON ('[' or '{'); \(seen)")
        }
        return true
    }

    /// The next line break; what was searched is not searched again when more bytes have come.
    private mutating func lineEnd() -> Int? {
        let start = window.head + scanned
        let end = window.bytes.withUnsafeBufferPointer { bytes in bytes[start...].firstIndex(of: 0x0a) }
        scanned = end == nil ? window.end - window.head : 0
        return end
    }

    private func tooLong() -> SourceError {
        fault(.limitExceeded, "an entry longer than \(SourceLimits.entryBytes) bytes begins here")
    }

    /// One line: nil where more bytes are needed; an inner nil for a blank line.
    private mutating func line(isLast: Bool) -> (item: Item?, Void)? {
        let found = lineEnd()
        if found == nil, isLast { scanned = 0 }
        guard let end = found ?? (isLast && window.head < window.end ? window.end : nil) else {
            if window.end - window.head > SourceLimits.entryBytes {
                let item = Item.bad(tooLong())
                window.consume(upTo: window.end)
                scanned = 0
                mode = .skippingLine
                return (item, ())
            }
            return nil
        }
        let start = window.bytes[window.head..<end].firstIndex { $0 > 0x20 } ?? end
        defer { window.consume(upTo: found == nil ? end : end + 1) }
        guard start < end else { return (nil, ()) }
        guard end - start <= SourceLimits.entryBytes else { return (.bad(tooLong()), ()) }
        let place = window.place(of: start)
        do {
            let value = try parse(start..<end)
            guard case .object = value else {
                return (.bad(fault(.entryShape, at: start, "expected one JSON object on this line")), ())
            }
            last = (start..<end, place.line, place.column)
            return (.entry(value, line: place.line, column: place.column), ())
        } catch {
            let isCut = found == nil && error.atEnd
            let message = isCut ? "the file ends in the middle of this line: \(error.message)" : error.message
            return (
                .bad(fault(isCut ? .fileTruncated : .jsonInvalid, at: start + error.offset, message)), ()
            )
        }
    }

    private func parse(_ range: Range<Int>) throws(JSONParser.Fault) -> JSONValue {
        let result = window.bytes.withUnsafeBytes { bytes -> Result<JSONValue, JSONParser.Fault> in
            do throws(JSONParser.Fault) {
                return .success(try JSONParser.parse(UnsafeRawBufferPointer(rebasing: bytes[range])))
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// One step inside an array or a run of objects; the head is not on white space.
    private mutating func structured(isLast: Bool) throws(SourceError) -> Item? {
        let byte = window.bytes[window.head]
        switch (mode, byte) {
        case (.objects, UInt8(ascii: "{")), (.arrayOpened, UInt8(ascii: "{")), (.arrayNeedsValue, UInt8(ascii: "{")):
            guard let end = scan() else {
                if isLast { throw unfinished() }
                if window.end - window.head > SourceLimits.entryBytes { throw tooLong() }
                return nil
            }
            let start = window.head
            let place = (window.line, window.column)
            let value: JSONValue
            do { value = try parse(start..<end) } catch {
                throw fault(.jsonInvalid, at: start + error.offset, error.message)
            }
            last = (start..<end, place.0, place.1)
            window.consume(upTo: end)
            if mode != .objects { mode = .arrayNeedsComma }
            return .entry(value, line: place.0, column: place.1)
        case (.arrayNeedsComma, UInt8(ascii: ",")): mode = .arrayNeedsValue
        case (.arrayNeedsComma, UInt8(ascii: "]")), (.arrayOpened, UInt8(ascii: "]")): mode = .arrayClosed
        case (.arrayClosed, UInt8(ascii: "[")): mode = .arrayOpened
        case (.arrayNeedsValue, UInt8(ascii: "]")):
            throw fault(.jsonInvalid, "a comma before ']': JSON has no trailing commas, take it out")
        default:
            let expected =
                switch mode {
                case .arrayNeedsComma: "',' or ']'"
                case .arrayClosed: "the end of the file or another array"
                default: "an object"
                }
            let end = min(window.end, window.head + 12)
            let text = String(decoding: window.bytes[window.head..<end], as: UTF8.self)
            let isComment = text.hasPrefix("//") || text.hasPrefix("/*")
            throw fault(
                .jsonInvalid,
                "expected \(expected), found \(isComment ? "a comment: JSON has none, take it out" : shown(text))")
        }
        window.consume(upTo: window.head + 1)
        return nil
    }

    /// Looks for the end of the object at the head; nil: not there yet.
    private mutating func scan() -> Int? {
        window.bytes.withUnsafeBufferPointer { bytes in
            var index = window.head + scanned
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if isInString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        isInString = false
                    }
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if depth == 0 {
                        scanned = 0
                        return index
                    }
                default: break
                }
            }
            scanned = index - window.head
            return nil
        }
    }

    /// The file ends inside an entry: the first fault in it, or where it was cut off.
    private func unfinished() -> SourceError {
        do {
            _ = try parse(window.head..<window.end)
        } catch {
            if !error.atEnd { return fault(.jsonInvalid, at: window.head + error.offset, error.message) }
        }
        return fault(
            .fileTruncated, at: window.end,
            "the file ends inside the entry that begins on line \(window.line); expected its closing '}'")
    }

    private func finish() throws(SourceError) {
        switch mode {
        case .arrayOpened, .arrayNeedsValue, .arrayNeedsComma:
            throw fault(.fileTruncated, "the file ends before its array is closed by ']'")
        default: return
        }
    }
}
