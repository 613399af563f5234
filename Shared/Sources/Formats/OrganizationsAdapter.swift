import Domain
import Wire

/// `organization,country,evidence` and what else was found out: the sheet that `groundswell curate` writes and takes
/// back. A row that nobody has filled in gives nothing; one that says something must say where that can be checked.
public struct OrganizationsAdapter: CSVRowAdapter {
    public static let format = "organizations"
    public static let version = 1
    public static let defaultSource: String? = "curated"
    public static let timeRequirement = TimeRequirement.carried
    public static let summary = "CSV organization,country,evidence,...: reviewed organisations ('groundswell curate')"

    /// The columns of an empty sheet, those first that are to be filled in.
    public static let sheet = ["organization", "country", "kind", "parent", "aliases", "name", "evidence", "at"]

    let options: AdapterOptions
    var table: CSVTable
    private let source: String
    /// Lines of organisations told so far, by identity key: a sheet may not contradict itself.
    private var seen: [String: Int] = [:]

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        source = try options.source(default: "curated")
        table = CSVTable(
            file: options.file, format: Self.format, columns: ["organization", "country", "evidence"],
            hasComments: true)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        let written = try row.id("organization", notes: &notes)
        let id = written.hasPrefix("'") && Self.isFormula(written) ? String(written.dropFirst()) : written
        let told = ["country", "kind", "parent", "aliases", "name"].filter { row.text($0)?.trimmed().isEmpty == false }
        guard !told.isEmpty else {
            notes.note(.entrySkipped, line: row.line, "rows that nobody has filled in")
            return []
        }
        guard let evidence = row.text("evidence")?.trimmed(), !evidence.isEmpty else {
            throw row.fault(
                .fieldMissing, "evidence",
                "\(shown(id)) is given a \(told[0]) without evidence: say where it can be checked, as with an address")
        }
        if let line = seen.updateValue(row.line, forKey: ModelName.key(id)) {
            seen[ModelName.key(id)] = line
            throw row.fault(.rowConflict, "organization", "\(shown(id)) stands on line \(line) already")
        }
        return [
            .organization(
                OrganizationRecord(
                    id: id, name: row.text("name")?.trimmed(), country: try country(row), kind: try kind(row),
                    parent: try parent(row, id), aliases: try aliases(row, id), evidence: evidence, source: source,
                    at: try time(row)))
        ]
    }

    /// Whether a spreadsheet would take a cell for a formula, or would without the apostrophes in front: the sheet has one
    /// more in front of such a name, and it is taken off when the sheet comes back.
    public static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first(where: { $0 != UInt8(ascii: "'") }) else { return false }
        return "=+-@".utf8.contains(first)
    }

    private func country(_ row: CSVRecord) throws(FieldFault) -> Country? {
        guard let word = row.text("country")?.trimmed(), !word.isEmpty else { return nil }
        guard let country = Country(name: word) ?? CountryNames.country(word), country != .unreviewed else {
            throw row.fault(
                .wordUnknown, "country",
                "\(shown(word)) is no country; expected an ISO 3166-1 code as in FR, EU, other (known, elsewhere) or "
                    + "unknown (looked for, not found)")
        }
        return country
    }

    private func kind(_ row: CSVRecord) throws(FieldFault) -> OrganizationKind? {
        guard let word = row.text("kind")?.trimmed(), !word.isEmpty else { return nil }
        guard let kind = OrganizationKind(name: word) else {
            throw row.fault(
                .wordUnknown, "kind",
                "\(shown(word)) is no kind; expected \(OrganizationKind.allCases.map(\.name).joined(separator: ", "))")
        }
        return kind
    }

    private func parent(_ row: CSVRecord, _ id: String) throws(FieldFault) -> String? {
        guard let parent = row.text("parent")?.trimmed(), !parent.isEmpty else { return nil }
        return try other(parent, of: id, row, "parent")
    }

    /// Separated by semicolons.
    private func aliases(_ row: CSVRecord, _ id: String) throws(FieldFault) -> [String] {
        var aliases: [String] = []
        for text in (row.text("aliases") ?? "").split(separator: ";") {
            let alias = String(text).trimmed()
            guard !alias.isEmpty else { continue }
            aliases.append(try other(alias, of: id, row, "aliases"))
        }
        return aliases
    }

    private func other(_ text: String, of id: String, _ row: CSVRecord, _ column: String) throws(FieldFault) -> String {
        do { try requireID(text, path: column) } catch { throw row.fault(error.code, column, error.message) }
        guard ModelName.key(text) != ModelName.key(id) else {
            throw row.fault(.rowConflict, column, "\(shown(id)) names itself here")
        }
        return text
    }

    private func time(_ row: CSVRecord) throws(FieldFault) -> Timestamp {
        if let text = row.text("at")?.trimmed(), !text.isEmpty {
            guard let at = Timestamp(text), Timestamp.range.contains(at) else {
                throw row.fault(
                    .timeInvalid, "at", "\(shown(text)) is no date or time that exists; expected one like 2026-05-04")
            }
            return at
        }
        guard let at = options.at else {
            throw row.fault(
                .fieldMissing, "at", "when was this reviewed? Fill in the column 'at', or say --at for the whole sheet")
        }
        return at
    }
}
