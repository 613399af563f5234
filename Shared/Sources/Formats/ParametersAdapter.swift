import Domain
import Wire

/// `model_id,total_params_b,active_params_b,is_moe,notes`: parameters in billions. A source of its own, beside the other
/// tables of the same project: a record is its source's whole statement, and these rows know parameters only.
public struct ParametersAdapter: CSVRowAdapter {
    public static let format = "parameters"
    public static let version = 1
    /// The name gives the rank: a table looked up by hand wins over hubs and catalogues.
    public static let defaultSource: String? = "parameters"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "CSV model_id,total_params_b,active_params_b,...: total and active parameters"

    let options: AdapterOptions
    var table: CSVTable
    private let at: Timestamp
    private let source: String

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "parameters")
        table = CSVTable(
            file: options.file, format: Self.format, columns: ["model_id", "total_params_b"], hasComments: true)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        let id = try row.id("model_id", notes: &notes)
        let total = try billions(row, "total_params_b")
        let active = try billions(row, "active_params_b")
        guard total != nil || active != nil else {
            throw row.fault(.fieldMissing, "total_params_b", "neither total nor active parameters are given")
        }
        if let total, let active, active > total {
            throw row.fault(
                .numberInvalid, "active_params_b", "more parameters active (\(active)) than there are (\(total))")
        }
        return [
            .model(ModelRecord(id: id, parameters: total, activeParameters: active, source: source, at: at))
        ]
    }

    /// A decimal number of billions, exactly: at most nine digits behind the point.
    private func billions(_ row: CSVRecord, _ name: String) throws(FieldFault) -> Int64? {
        guard let text = row.text(name) else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard (parts[0] + fraction).utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), (1...6).contains(parts[0].utf8.count),
            (1...9).contains(fraction.utf8.count),
            let value = Int64(parts[0] + fraction + String(repeating: "0", count: 9 - fraction.utf8.count)), value > 0
        else {
            throw row.fault(
                .numberInvalid, name, "\(shown(text)) is no number of billions; expected one like 671 or 0.5")
        }
        return value
    }
}
