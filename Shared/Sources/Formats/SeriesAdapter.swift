import Domain
import Wire

/// `observed_at,model,source,value`: one counter or gauge, named by `--series` and `--kind`. Rounded text (`118.7M`,
/// `15K`) is kept with its step. Without a column `source`, `--source` is needed.
public struct SeriesAdapter: CSVRowAdapter {
    public static let format = "series"
    public static let version = 1
    public static let defaultSource: String? = nil
    public static let timeRequirement = TimeRequirement.carried
    public static let summary = "CSV observed_at,model,source,value: a counter or gauge, with --series and --kind"

    let options: AdapterOptions
    var table: CSVTable
    private let series: Series
    private var isAnnounced = false

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        func missing(_ path: String, _ message: String) -> SourceError {
            SourceError(code: .optionMissing, file: options.file, path: path, message: message)
        }
        guard let name = options.series, !name.isEmpty else {
            throw missing("series", "say with --series which figure the values are, as in --series pulls")
        }
        let known = Series.builtIn.first { $0.name == name }
        guard let kind = options.seriesKind ?? known?.kind else {
            throw missing(
                "kind", "say with --kind counter or --kind gauge whether differences of \(shown(name)) add up")
        }
        if let known, known.kind != kind {
            throw SourceError(
                code: .optionInvalid, file: options.file, path: "kind",
                message: "the series '\(name)' is a \(known.kind.name), not a \(kind.name)")
        }
        _ = try options.source(default: Self.format)
        series = known ?? Series(name: name, kind: kind, unit: name)
        table = CSVTable(
            file: options.file, format: Self.format,
            columns: ["observed_at", "model", "value"] + (options.source == nil ? ["source"] : []),
            mend: Self.joinThousands)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        let text = try row.required("observed_at")
        guard let at = Timestamp(text) else {
            throw row.fault(
                .timeInvalid, "observed_at",
                "\(shown(text)) is no date or time; expected one like 2026-05-04T04:10:37Z")
        }
        let model = try row.id("model", notes: &notes)
        let source = try source(row)
        guard let written = row.text("value")?.trimmed(), !written.isEmpty else {
            notes.note(.valueBlank, line: row.line, "empty values: a gap, no zero (first: \(model) at \(text))")
            return []
        }
        guard let count = RoundedCount(written) else {
            throw row.fault(
                .numberInvalid, "value", "\(shown(written)) is no count; expected one like 523, 15.3K, 118.7M or 1.2B")
        }
        var records: [Record] = []
        if !isAnnounced, !Series.builtIn.contains(series) {
            records.append(.series(SeriesRecord(id: series.name, kind: series.kind, unit: series.unit)))
        }
        isAnnounced = true
        records.append(
            .observation(
                ObservationRecord(
                    model: model, series: series.name, value: count.value, step: count.step, source: source, at: at)))
        return records
    }

    private func source(_ row: CSVRecord) throws(FieldFault) -> String {
        guard table.has("source") else { return options.source ?? "" }
        let source = try row.required("source")
        guard isSourceName(source) else {
            throw row.fault(
                .idInvalid, "source", "\(shown(source)) cannot be a source: 1 to 100 of a-z, 0-9, '.', '-', '_'")
        }
        if let asked = options.source, asked != source {
            throw row.fault(
                .sourceMismatch, "source", "this row's source is \(shown(source)), not \(shown(asked)) as --source says"
            )
        }
        return source
    }

    /// `...,8,214` in the last column: groups of three digits behind the first cannot be anything but thousands.
    @Sendable private static func joinThousands(
        _ row: CSVRow, _ header: [String], _ sink: inout RecordSink
    ) -> CSVRow? {
        guard header.last == "value" else { return nil }
        let groups = row.cells[(header.count - 1)...].map(\.text)
        func areDigits(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }
        guard let first = groups.first, (1...3).contains(first.utf8.count), areDigits(first), first != "0",
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 && areDigits($0) })
        else { return nil }
        sink.note(
            .thousandsUnquoted, line: row.line,
            "values with thousands set off by commas without quotes, read as one number (first: "
                + "\(groups.joined(separator: ",")))")
        var row = row
        row.cells[header.count - 1].text = groups.joined()
        row.cells.removeLast(groups.count - 1)
        return row
    }
}
