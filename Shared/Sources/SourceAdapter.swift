import Domain

/// One format of source files: bytes in, records and rejects out. Pure: the same bytes give the same records in the
/// same order, whatever the chunks they arrive in.
///
/// An adapter is a value that reads one file from its first byte to its last and is then thrown away.
public protocol SourceAdapter: Sendable {
    /// The format's id, as `groundswell import` takes it.
    static var format: String { get }
    /// Raised with every change of what the same bytes give; part of the stream's name.
    static var version: Int { get }
    /// The source the records name where the caller names none; nil: the rows name their own.
    static var defaultSource: String? { get }
    static var timeRequirement: TimeRequirement { get }
    /// One line for a list of formats.
    static var summary: String { get }

    /// Throws where an option that the format needs is missing, or contradicts it.
    init(options: AdapterOptions) throws(SourceError)

    /// Takes the next bytes of the file; `isLast` once, with the last of them, or none.
    ///
    /// Throws where the file cannot be read any further; what is in the sink by then was read.
    mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError)
}

/// Whether a format says when its data was seen.
public enum TimeRequirement: Sendable {
    /// It has no time of its own: `--at` is needed.
    case required
    /// Every row carries its time.
    case carried
}

/// What the caller says about a file.
public struct AdapterOptions: Sendable {
    /// When the data was seen.
    public var at: Timestamp?
    /// The source the records shall name; nil: the format's own.
    public var source: String?
    /// Of the format `series`: which series the values belong to.
    public var series: String?
    /// Of the format `series`: whether differences mean adoption.
    public var seriesKind: Series.Kind?
    /// The file's name, for messages.
    public var file: String

    public init(
        at: Timestamp? = nil, source: String? = nil, series: String? = nil, seriesKind: Series.Kind? = nil,
        file: String
    ) {
        self.at = at
        self.source = source
        self.series = series
        self.seriesKind = seriesKind
        self.file = file
    }

    /// The time seen, of a format that has none of its own.
    func requireTime(_ format: String) throws(SourceError) -> Timestamp {
        guard let at else {
            throw SourceError(
                code: .optionMissing, file: file, path: "at",
                message: "the format '\(format)' has no time of its own: say with --at when this data was seen, "
                    + "as in --at 2026-05-04T04:10:37Z")
        }
        return at
    }

    /// The source the records name: the caller's, or the format's own.
    func source(default own: String) throws(SourceError) -> String {
        guard let source else { return own }
        guard isSourceName(source) else {
            throw SourceError(
                code: .optionInvalid, file: file, path: "source",
                message: "\(shown(source)) cannot be a source: 1 to 100 of a-z, 0-9, '.', '-', '_'")
        }
        return source
    }
}

/// Whether a text can name a source, as the wire takes it: 1 to 100 of `a-z`, `0-9`, `.`, `-`, `_`.
func isSourceName(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
}
