/// One row of a CSV file.
struct CSVRow: Sendable {
    struct Cell: Sendable {
        var text: String
        /// From 1, on `line`.
        var column: Int
        var line: Int
    }

    var cells: [Cell]
    /// The line on which it begins, from 1.
    var line: Int
    /// Whether the file ends right behind it, without a line break.
    var endsFile = false
    /// Where the place behind its last cell is.
    var endLine = 0
    var endColumn = 0
}

/// Rows of RFC 4180 as they complete: quotes, doubled quotes, line breaks inside quotes, CRLF or LF. Bounded by the
/// longest row. SwiftCSV was weighed: it wants the whole text as one String and gives neither lines nor columns.
struct CSVReader: Sendable {
    enum Item {
        case row(CSVRow)
        case bad(SourceReject)
    }

    private let file: String
    private let hasComments: Bool
    private var window = ByteWindow()
    private var isStarted = false

    /// `hasComments`: lines that begin with `#` are none of the data.
    init(file: String, hasComments: Bool) {
        self.file = file
        self.hasComments = hasComments
    }

    /// Whether no byte has arrived.
    var isEmpty: Bool { window.isEmpty }
    /// The first bytes at hand, to tell what a file is that is no CSV.
    var prefix: [UInt8] { Array(window.bytes[window.head...].prefix(4096)) }

    mutating func append(_ chunk: UnsafeRawBufferPointer) { window.append(chunk) }

    /// The next row; nil: more bytes are needed, or with `isLast` the file is at its end.
    mutating func next(isLast: Bool, into sink: inout RecordSink) throws(SourceError) -> Item? {
        if !isStarted {
            guard window.end >= 3 || isLast else { return nil }
            isStarted = true
            if window.bytes.starts(with: [0xef, 0xbb, 0xbf]) {
                window.skipMark()
                sink.note(.byteOrderMark, line: 1, "a byte order mark in front of the file was skipped")
            }
        }
        while true {
            guard let extent = try extent(isLast: isLast) else { return nil }
            defer { window.consume(upTo: extent.next) }
            let bytes = window.bytes[window.head..<extent.end]
            if bytes.isEmpty || (hasComments && bytes.first == UInt8(ascii: "#")) { continue }
            switch cells(extent) {
            case .success(let cells):
                let end = window.place(of: extent.end)
                return .row(
                    CSVRow(
                        cells: cells, line: window.line, endsFile: extent.next == extent.end, endLine: end.line,
                        endColumn: end.column))
            case .failure(let reject): return .bad(reject)
            }
        }
    }

    /// Where the row at the head ends (without its line break) and the next begins; nil: not complete.
    private func extent(isLast: Bool) throws(SourceError) -> (end: Int, next: Int)? {
        guard window.head < window.end else { return nil }
        let isComment = hasComments && window.bytes[window.head] == UInt8(ascii: "#")
        // A quote opens only at the start of a cell; elsewhere it is a fault that ends with its line.
        let scan = window.bytes.withUnsafeBufferPointer { bytes -> (end: Int?, openQuote: Int?) in
            var index = window.head
            var quote: Int?
            var isCellStart = true
            while index < bytes.count {
                let byte = bytes[index]
                if quote != nil {
                    if byte == UInt8(ascii: "\"") {
                        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
                            index += 1
                        } else {
                            quote = nil
                        }
                    }
                } else if byte == 0x0a {
                    return (index, nil)
                } else if byte == UInt8(ascii: "\""), isCellStart, !isComment {
                    quote = index
                }
                isCellStart = byte == UInt8(ascii: ",") && quote == nil
                index += 1
            }
            return (nil, quote)
        }
        if let end = scan.end {
            let hasReturn = end > window.head && window.bytes[end - 1] == 0x0d
            return (hasReturn ? end - 1 : end, end + 1)
        }
        if let quote = scan.openQuote, isLast || window.end - window.head > SourceLimits.rowBytes {
            let place = window.place(of: quote)
            throw SourceError(
                code: isLast ? .fileTruncated : .limitExceeded, file: file, line: place.line, column: place.column,
                message: isLast
                    ? "the quote that opens here is never closed: the file ends inside it"
                    : "the quote that opens here is not closed within \(SourceLimits.rowBytes) bytes")
        }
        guard window.end - window.head <= SourceLimits.rowBytes else {
            throw SourceError(
                code: .limitExceeded, file: file, line: window.line, column: window.column,
                message: "a row longer than \(SourceLimits.rowBytes) bytes: is this a CSV file?")
        }
        guard isLast else { return nil }
        let hasReturn = window.bytes[window.end - 1] == 0x0d
        return (hasReturn ? window.end - 1 : window.end, window.end)
    }

    private func cells(_ extent: (end: Int, next: Int)) -> Result<[CSVRow.Cell], SourceReject> {
        func bad(_ code: SourceCode, _ index: Int, _ message: String) -> Result<[CSVRow.Cell], SourceReject> {
            let place = window.place(of: index)
            return .failure(
                SourceReject(code: code, file: file, line: place.line, column: place.column, message: message))
        }
        let bytes = window.bytes
        var cells: [CSVRow.Cell] = []
        var index = window.head
        var (line, column) = (window.line, window.column)
        while true {
            var text: [UInt8] = []
            let (cellLine, cellColumn, cellStart) = (line, column, index)
            if index < extent.end, bytes[index] == UInt8(ascii: "\"") {
                index += 1
                column += 1
                while true {
                    // The extent ends outside of quotes, so the closing quote is there.
                    let byte = bytes[index]
                    index += 1
                    if byte == UInt8(ascii: "\"") {
                        column += 1
                        guard index < extent.end, bytes[index] == byte else { break }
                        index += 1
                    }
                    if byte == 0x0a {
                        line += 1
                        column = 1
                    } else if byte & 0xc0 != 0x80 {
                        column += 1
                    }
                    text.append(byte)
                }
                if index < extent.end, bytes[index] != UInt8(ascii: ",") {
                    return bad(.csvInvalid, index, "expected ',' or the end of the line after a closing quote")
                }
            } else {
                while index < extent.end, bytes[index] != UInt8(ascii: ",") {
                    let byte = bytes[index]
                    if byte == UInt8(ascii: "\"") {
                        return bad(.csvInvalid, index, "a quote inside a cell that does not begin with one")
                    }
                    if byte == 0x0d { return bad(.csvInvalid, index, "a carriage return inside a line") }
                    if byte == 0 { return bad(.csvInvalid, index, "a NUL byte: is this a text file?") }
                    if byte & 0xc0 != 0x80 { column += 1 }
                    text.append(byte)
                    index += 1
                }
            }
            guard let string = String(validating: text, as: UTF8.self) else {
                return bad(.encodingInvalid, cellStart, "a cell with bytes that are not UTF-8: save the file as UTF-8")
            }
            cells.append(CSVRow.Cell(text: string, column: cellColumn, line: cellLine))
            guard index < extent.end else { return .success(cells) }
            index += 1
            column += 1
        }
    }
}
