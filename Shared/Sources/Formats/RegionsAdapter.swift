import Domain
import Wire

/// `hf_org,region,notes`: where organisations are based. The note is kept as evidence.
public struct RegionsAdapter: CSVRowAdapter {
    public static let format = "regions"
    public static let version = 1
    public static let defaultSource: String? = "atom"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "CSV hf_org,region,notes: countries or regions of organisations"

    let options: AdapterOptions
    var table: CSVTable
    private let at: Timestamp
    private let source: String
    /// Regions seen so far by identity key: a file may not contradict itself.
    private var seen: [String: Country] = [:]

    private static let words: [String: Country] = [
        "us": Country(name: "US")!, "china": Country(name: "CN")!, "eu": .europeanUnion, "other": .other,
        "unknown": .unknown,
    ]

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "atom")
        table = CSVTable(
            file: options.file, format: Self.format, columns: ["hf_org", "region"], hasComments: true)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        let id = try row.id("hf_org", notes: &notes)
        let word = try row.required("region")
        guard let country = Self.words[word] else {
            throw row.fault(
                .wordUnknown, "region", "\(shown(word)) is no region; expected us, china, eu, other or unknown")
        }
        if let before = seen.updateValue(country, forKey: ModelName.key(id)), before != country {
            seen[ModelName.key(id)] = before
            throw row.fault(
                .rowConflict, "region",
                "an earlier row of this file bases \(shown(id)) in '\(before.name)', this one in '\(country.name)'")
        }
        return [
            .organization(
                OrganizationRecord(id: id, country: country, evidence: row.text("notes"), source: source, at: at))
        ]
    }
}
