import Domain
import Wire

/// `model_id,hf_created_at,actual_release_date,notes`: curated release dates. They are corrections, a source of their
/// own: a repository's creation date differs from the release by weeks either way. The other date is the Hub's to state.
public struct ReleaseDatesAdapter: CSVRowAdapter {
    public static let format = "release-dates"
    public static let version = 1
    /// The name gives the rank: corrections win over hubs.
    public static let defaultSource: String? = "release-dates"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "CSV model_id,hf_created_at,actual_release_date,notes: curated release dates"

    let options: AdapterOptions
    var table: CSVTable
    private let at: Timestamp
    private let source: String

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "release-dates")
        table = CSVTable(
            file: options.file, format: Self.format, columns: ["model_id", "actual_release_date"], hasComments: true)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        let id = try row.id("model_id", notes: &notes)
        let text = try row.required("actual_release_date")
        guard let released = PartialDate(text) else {
            throw row.fault(
                .timeInvalid, "actual_release_date",
                "\(shown(text)) is no date; expected one like 2025-01-20, 2025-01 or 2025")
        }
        return [.model(ModelRecord(id: id, released: released, source: source, at: at))]
    }
}
