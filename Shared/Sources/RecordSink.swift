import Wire

/// Something a reader of the import's summary should know that is no error: counted, with its first place.
public struct SourceNote: Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        /// A byte order mark stood in front and was skipped.
        case byteOrderMark = "encoding.byteOrderMark"
        /// The last line has no line break: its last value may have been cut off.
        case noFinalLineBreak = "file.noFinalLineBreak"
        /// A file of its format in which nothing stands.
        case noEntries = "file.noEntries"
        /// A base that cannot be a model's id.
        case baseUnusable = "base.unusable"
        /// A relation that nobody knows: kept as `unknown`.
        case relationUnknown = "relation.unknown"
        /// One parent with two different relations: the first is kept.
        case relationConflict = "relation.conflict"
        /// A model that names itself as base: kept as stated, dropped by scoring.
        case baseSelf = "base.self"
        /// A name of a country that nobody knows: no country.
        case countryUnknown = "country.unknown"
        /// A line of YAML that stands twice in one mapping, with the same value.
        case keyRepeated = "key.repeated"
        /// Several licences for one model: `other`, with all of them as its name.
        case licenseSeveral = "license.several"
        /// A creation date at the hub's floor: it means unknown before.
        case createdFloor = "created.floor"
        /// A number of parameters of zero: not known.
        case parametersZero = "parameters.zero"
        /// A placeholder stands where a date should be: not known.
        case datePlaceholder = "date.placeholder"
        /// A second name for the same organisation: the first is kept.
        case nameConflict = "name.conflict"
        /// An empty value: a gap, no zero.
        case valueBlank = "value.blank"
        /// Thousands set off by commas that are not quoted: read as one number.
        case thousandsUnquoted = "value.thousandsUnquoted"
        /// White space around an id: left out.
        case idTrimmed = "id.trimmed"
        /// An end of an offer whose begin is not in the file: it had begun before the record starts.
        case endWithoutBegin = "deployment.endWithoutBegin"
        /// An entry of a sort that gives no record.
        case entrySkipped = "entry.skipped"
        /// A component that a release lists more than once: the last entry counts.
        case componentRepeated = "component.repeated"
        /// A value the record has no place for.
        case valueUnused = "value.unused"
    }

    public var code: Code
    public var message: String
    /// How often.
    public var count: Int
    /// The line of the first time.
    public var line: Int
}

/// Where an adapter puts what it reads. The caller drains it after every chunk, so that memory stays bounded.
public struct RecordSink: Sendable {
    /// In file order.
    public private(set) var records: [Record] = []
    /// For every record the line of the file where its entry begins.
    public private(set) var lines: [Int] = []
    /// Entries that were not taken.
    public private(set) var rejects: [SourceReject] = []
    /// Each code once; kept when drained.
    public private(set) var notes: [SourceNote] = []
    /// Entries met so far, rejected ones included; kept when drained.
    public private(set) var entries = 0
    /// Rejects so far; kept when drained.
    public private(set) var rejected = 0

    public init() {}

    /// Forgets records and rejects; counts and notes stay.
    public mutating func drain() {
        records.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
    }

    mutating func add(_ record: Record, line: Int) {
        records.append(record)
        lines.append(line)
    }

    mutating func reject(_ reject: SourceReject) {
        rejects.append(reject)
        rejected += 1
    }

    mutating func reject(_ fault: FieldFault, file: String, line: Int, column: Int? = nil) {
        reject(
            SourceReject(
                code: fault.code, file: file, line: fault.line ?? line,
                column: fault.column ?? (fault.line == nil ? column : nil), path: fault.path, message: fault.message))
    }

    mutating func note(_ code: SourceNote.Code, line: Int, _ message: @autoclosure () -> String) {
        if let index = notes.firstIndex(where: { $0.code == code }) {
            notes[index].count += 1
        } else {
            notes.append(SourceNote(code: code, message: message(), count: 1, line: line))
        }
    }

    mutating func countEntry() { entries += 1 }
}
