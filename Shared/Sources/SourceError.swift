/// Why a file, or one entry of it, was not taken: the closed list.
public enum SourceCode: String, Sendable, CaseIterable {
    /// The file has no bytes, or nothing but white space.
    case fileEmpty = "file.empty"
    /// The file is not there, or cannot be read.
    case fileUnreadable = "file.unreadable"
    /// The file ends in the middle of something.
    case fileTruncated = "file.truncated"
    /// The file is of another format than the one named.
    case formatMismatch = "format.mismatch"
    /// No format of this name.
    case formatUnknown = "format.unknown"
    /// An option this format needs was not given.
    case optionMissing = "option.missing"
    /// An option that cannot be, or contradicts the format.
    case optionInvalid = "option.invalid"
    /// Bytes that are not UTF-8.
    case encodingInvalid = "encoding.invalid"
    /// Not JSON: comments, trailing commas, unquoted words.
    case jsonInvalid = "json.invalid"
    /// Not CSV: a stray quote, a stray carriage return.
    case csvInvalid = "csv.invalid"
    /// A row with more or fewer cells than the header.
    case csvCells = "csv.cells"
    /// The header lacks a column, or has one twice.
    case columnMissing = "column.missing"
    case columnRepeated = "column.repeated"
    /// Not YAML, or YAML with aliases.
    case yamlInvalid = "yaml.invalid"
    /// Larger, longer or deeper than the limits of reading.
    case limitExceeded = "limit.exceeded"
    /// An entry that is no object, or lacks what makes it one.
    case entryShape = "entry.shape"
    case fieldMissing = "field.missing"
    case fieldType = "field.type"
    /// A word that is not in its vocabulary.
    case wordUnknown = "word.unknown"
    case idInvalid = "id.invalid"
    case timeInvalid = "time.invalid"
    case numberInvalid = "number.invalid"
    /// A row contradicts an earlier one of the same file.
    case rowConflict = "row.conflict"
    /// A row names another source than the caller.
    case sourceMismatch = "source.mismatch"
    /// A line of our own records that ingest would not take; the message carries ingest's own code.
    case recordInvalid = "record.invalid"
}

/// A file that cannot be read further (thrown), or one entry that was not taken (in the sink).
public struct SourceError: Error, Sendable, Equatable {
    public var code: SourceCode
    public var file: String
    /// From 1; nil: the file as a whole.
    public var line: Int?
    /// From 1, in characters as UTF-8 scalars; nil: the line as a whole.
    public var column: Int?
    /// The field or column, where there is one: `likes`, `base_models.relation`.
    public var path: String
    /// What was expected, what was found, and the way out.
    public var message: String

    public init(
        code: SourceCode, file: String, line: Int? = nil, column: Int? = nil, path: String = "", message: String
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }
}

/// An entry that was not taken; the rest of its file goes on.
public typealias SourceReject = SourceError

extension SourceError: CustomStringConvertible {
    /// `FILE:LINE:COLUMN: message (code, path)`.
    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if line != nil, let column { text += ":\(column)" }
        text += ": \(message) (\(code.rawValue)"
        if !path.isEmpty { text += ", \(path)" }
        return text + ")"
    }
}

/// A value that is not what its field must hold; where it stands is added by whoever reads the entry.
struct FieldFault: Error {
    var code: SourceCode
    var path: String
    var message: String
    var line: Int? = nil
    var column: Int? = nil
}

/// A found text as it is shown in a message: quoted, cut at 60 characters.
func shown(_ text: String) -> String {
    let clean = String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? "\u{fffd}" : Character($0) })
    return clean.count > 60 ? "'\(clean.prefix(57))...'" : "'\(clean)'"
}
