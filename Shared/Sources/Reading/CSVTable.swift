import Domain
import Wire

/// One row by column name.
struct CSVRecord {
    let row: CSVRow
    fileprivate let indices: [String: Int]

    var line: Int { row.line }

    func cell(_ name: String) -> CSVRow.Cell? {
        guard let index = indices[name], index < row.cells.count else { return nil }
        return row.cells[index]
    }

    /// The text of a column; empty is none.
    func text(_ name: String) -> String? {
        guard let cell = cell(name), !cell.text.isEmpty else { return nil }
        return cell.text
    }

    /// The text of a column that must not be empty.
    func required(_ name: String) throws(FieldFault) -> String {
        guard let text = text(name) else { throw fault(.fieldMissing, name, "the column '\(name)' is empty here") }
        return text
    }

    /// A column that holds an id. White space around it is left out, aloud.
    func id(_ name: String, notes: inout RecordSink) throws(FieldFault) -> String {
        let text = try required(name)
        let id = text.trimmed()
        if id != text {
            notes.note(.idTrimmed, line: line, "ids with white space around them, left out (first: \(shown(text)))")
        }
        do { try requireID(id, path: name) } catch { throw fault(error.code, name, error.message) }
        return id
    }

    func fault(_ code: SourceCode, _ name: String, _ message: String) -> FieldFault {
        let cell = cell(name)
        return FieldFault(
            code: code, path: name, message: message, line: cell?.line ?? row.line, column: cell?.column)
    }
}

/// A CSV file with a header: columns are found by name, in whatever order; rows must have as many cells as the header.
struct CSVTable: Sendable {
    private let file: String
    private let format: String
    private let columns: [String]
    private var reader: CSVReader
    private var header: [String]?
    private var indices: [String: Int] = [:]
    /// Whether the first bytes that say something were looked at: those alone tell, whatever the chunks they come in.
    private var isText = false
    /// Puts a row that was split too often together again; nil: leave it.
    private let mend: (@Sendable (CSVRow, [String], inout RecordSink) -> CSVRow?)?

    /// `columns`: those the header must name.
    init(
        file: String, format: String, columns: [String], hasComments: Bool = false,
        mend: (@Sendable (CSVRow, [String], inout RecordSink) -> CSVRow?)? = nil
    ) {
        self.file = file
        self.format = format
        self.columns = columns
        self.mend = mend
        reader = CSVReader(file: file, hasComments: hasComments)
    }

    mutating func append(_ chunk: UnsafeRawBufferPointer) { reader.append(chunk) }

    /// The columns of the header, in its order; none before it was read.
    var names: [String] { header ?? [] }

    /// Whether the header has a column; false before the header was read.
    func has(_ name: String) -> Bool { indices[name] != nil }

    /// The next good row; bad ones go to the sink. Nil: more bytes are needed, or the end.
    mutating func next(isLast: Bool, into sink: inout RecordSink) throws(SourceError) -> CSVRecord? {
        // What is no CSV at all is told before its first "row" is taken apart.
        if header == nil, !reader.isEmpty { try requireText(isLast: isLast) }
        while let item = try reader.next(isLast: isLast, into: &sink) {
            switch item {
            case .bad(let reject):
                guard header != nil else { throw reject }
                sink.countEntry()
                sink.reject(reject)
            case .row(var row):
                guard let header else {
                    try take(header: row)
                    continue
                }
                sink.countEntry()
                if row.cells.count > header.count, let mended = mend?(row, header, &sink) { row = mended }
                guard row.cells.count == header.count else {
                    sink.reject(wrongCount(row, header))
                    continue
                }
                if row.endsFile {
                    sink.note(
                        .noFinalLineBreak, line: row.line,
                        "the last line has no line break: if the file was cut off, its last value is incomplete")
                }
                return CSVRecord(row: row, indices: indices)
            }
        }
        if isLast, header == nil {
            throw SourceError(
                code: .fileEmpty, file: file,
                message: "the file is empty; expected a header with \(columns.joined(separator: ", "))")
        }
        if isLast, sink.entries == 0 {
            sink.note(.noEntries, line: 1, "a header and no row below it: nothing is taken")
        }
        return nil
    }

    private mutating func requireText(isLast: Bool) throws(SourceError) {
        let prefix = reader.prefix
        guard !isText, let start = prefix.firstIndex(where: { $0 > 0x20 || $0 == 0x1f }),
            isLast || prefix.count - start >= 4
        else {
            return
        }
        isText = true
        let first = prefix[start]
        if [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"), 0x1f, 0xff, 0xfe].contains(first)
            || first == UInt8(ascii: "P") && prefix[start...].starts(with: Array("PK\u{3}\u{4}".utf8))
        {
            throw SourceError(
                code: .formatMismatch, file: file, line: 1, column: 1,
                message: "expected a CSV file of the format '\(format)'; \(Detection.describe(prefix, fileName: file))")
        }
    }

    private mutating func take(header row: CSVRow) throws(SourceError) {
        let names = row.cells.map(\.text)
        for (index, cell) in row.cells.enumerated() {
            if indices[cell.text] != nil, columns.contains(cell.text) {
                throw SourceError(
                    code: .columnRepeated, file: file, line: row.line, column: cell.column, path: cell.text,
                    message: "the header names the column \(shown(cell.text)) twice")
            }
            if indices[cell.text] == nil { indices[cell.text] = index }
        }
        guard let first = columns.first(where: { indices[$0] == nil }) else {
            header = names
            return
        }
        if let other = Detection.format(ofHeader: names), other != format {
            throw SourceError(
                code: .formatMismatch, file: file, line: row.line, column: 1,
                message: "this looks like '\(other)', not '\(format)': its header is \(names.joined(separator: ","))")
        }
        let expected = "; expected \(columns.joined(separator: ",")), found \(shown(names.joined(separator: ",")))"
        if let separator = CSVHeader.separator(columns, in: names) {
            throw SourceError(
                code: .csvInvalid, file: file, line: row.line, column: 1,
                message: "the cells are separated by \(separator), not by commas: save the file with commas" + expected)
        }
        let near = CSVHeader.near(first, in: names, but: columns)
        throw SourceError(
            code: .columnMissing, file: file, line: row.line,
            column: row.cells.first { $0.text == near }?.column ?? 1, path: first,
            message: CSVHeader.lacking(columns, in: names) + expected)
    }

    private func wrongCount(_ row: CSVRow, _ header: [String]) -> SourceReject {
        let isCut = row.endsFile && row.cells.count < header.count
        let surplus = row.cells.count > header.count ? row.cells[header.count] : nil
        return SourceReject(
            code: isCut ? .fileTruncated : .csvCells, file: file, line: surplus?.line ?? row.endLine,
            column: surplus?.column ?? row.endColumn,
            message: (isCut ? "the file ends in the middle of this line: " : "")
                + "\(row.cells.count) cells where the header has \(header.count)"
                + (surplus != nil
                    ? "; a comma inside a cell needs quotes around the cell"
                    : "; expected \(shown(header[row.cells.count])) behind the last"))
    }
}

/// An adapter whose file is a CSV table: it says what one row gives.
protocol CSVRowAdapter: SourceAdapter {
    var table: CSVTable { get set }
    var options: AdapterOptions { get }
    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record]
}

extension CSVRowAdapter {
    mutating func readRows(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        table.append(bytes)
        while let row = try table.next(isLast: isLast, into: &sink) {
            do throws(FieldFault) {
                for record in try records(of: row, notes: &sink) { sink.add(record, line: row.line) }
            } catch { sink.reject(error, file: options.file, line: row.line) }
        }
    }
}

extension String {
    /// Without ASCII spaces and tabs at both ends.
    func trimmed() -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(self[start...end])
    }
}
