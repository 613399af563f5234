import Domain
import Wire

/// Epoch AI's CSV of models: publication dates from 1950 on, organisations, countries, access, base model. Its models
/// have names, not ids; the name is the id, and nothing joins it to a hub's id but an explicit record.
///
/// Of a model by one organisation the row gives the organisation too, with its country. A joint release names all its
/// organisations; which of them is based in which of several countries the row does not say, so it gives their country
/// only where it names a single one.
public struct EpochAdapter: CSVRowAdapter {
    public static let format = "epoch"
    public static let version = 1
    public static let defaultSource: String? = "epoch"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "Epoch AI's model CSV: publication dates, organisations, countries, access, base model"

    let options: AdapterOptions
    var table: CSVTable
    private let at: Timestamp
    private let source: String
    /// Organisations told so far: one row is enough for each.
    private var told: Set<String> = []

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "epoch")
        table = CSVTable(
            file: options.file, format: Self.format, columns: ["Model", "Publication date", "Organization"])
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        let id = try row.id("Model", notes: &notes)
        var model = ModelRecord(id: id, source: source, at: at)
        if let text = row.text("Publication date") {
            guard let date = PartialDate(text) else {
                throw row.fault(
                    .timeInvalid, "Publication date",
                    "\(shown(text)) is no date; expected one like 2025-01-20, 2025-01 or 2025")
            }
            model.released = date
        }
        model.access = try access(row)
        model.parameters = try parameters(row)
        model.task = row.text("Task")
        for parent in list(row, "Base model") {
            do throws(FieldFault) {
                try requireID(parent, path: "Base model")
                model.bases.append(.init(id: parent, relation: .unknown))
            } catch {
                notes.note(
                    .baseUnusable, line: row.line, "bases that cannot be ids, left out (first: \(shown(parent)))")
            }
        }
        let organizations = list(row, "Organization")
        for organization in organizations {
            do { try requireID(organization, path: "Organization") } catch {
                throw row.fault(error.code, "Organization", error.message)
            }
        }
        model.organization = organizations.first
        if organizations.count > 1 {
            guard organizations.count <= ModelRecord.maximumOrganizations else {
                throw row.fault(
                    .limitExceeded, "Organization",
                    "\(organizations.count) organisations publish it, the limit is \(ModelRecord.maximumOrganizations)")
            }
            model.organizations = organizations
        }
        let country = country(row, notes: &notes)
        if country == nil, organizations.count > 1, list(row, "Country (of organization)").count > 1 {
            notes.note(
                .valueUnused, line: row.line,
                "joint releases whose row does not say which organisation is based where (first: \(id))")
        }
        guard country != nil else { return [.model(model)] }
        // The kind, like the country, is told of all of them at once.
        let kind = kind(row)
        return organizations.filter { told.insert(ModelName.key($0)).inserted }.map {
            .organization(
                OrganizationRecord(id: $0, name: $0, country: country, kind: kind, source: source, at: at))
        } + [.model(model)]
    }

    /// The parts of a list, each once, in order: sources repeat them (`China,China`).
    private func list(_ row: CSVRecord, _ name: String) -> [String] {
        var parts: [String] = []
        for part in (row.text(name) ?? "").split(separator: ",").map({ String($0).trimmed() })
        where !part.isEmpty && !parts.contains(part) {
            parts.append(part)
        }
        return parts
    }

    private func access(_ row: CSVRecord) throws(FieldFault) -> Access? {
        switch row.text("Model accessibility") {
        case nil: return nil
        case "Open weights (unrestricted)"?: return .openUnrestricted
        case "Open weights (restricted use)"?: return .openRestricted
        case "Open weights (non-commercial)"?: return .openNonCommercial
        case "API access"?: return .api
        case "Hosted access (no API)"?: return .hosted
        case "Limited access"?: return .limited
        case "Unreleased"?: return .unreleased
        case let word?:
            throw row.fault(
                .wordUnknown, "Model accessibility",
                "\(shown(word)) is no accessibility; expected Open weights (unrestricted), (restricted use) or "
                    + "(non-commercial), API access, Hosted access (no API), Limited access or Unreleased")
        }
    }

    private func parameters(_ row: CSVRecord) throws(FieldFault) -> Int64? {
        guard let text = row.text("Parameters") else { return nil }
        guard let value = Double(text), value >= 1, let whole = Int64(exactly: value.rounded()), whole <= 1 << 53 else {
            throw row.fault(.numberInvalid, "Parameters", "\(shown(text)) is no number of parameters")
        }
        return whole
    }

    private func country(_ row: CSVRecord, notes: inout RecordSink) -> Country? {
        let names = list(row, "Country (of organization)")
        guard names.count == 1, let name = names.first else { return nil }
        if let country = CountryNames.country(name) { return country }
        notes.note(.countryUnknown, line: row.line, "names of countries nobody knows, left out (first: \(shown(name)))")
        return nil
    }

    private func kind(_ row: CSVRecord) -> OrganizationKind? {
        let words = list(row, "Organization categorization")
        guard words.count == 1 else { return nil }
        return switch words[0] {
        case "Industry": .company
        case "Academia": .university
        case "Government": .government
        case "Research collective": .community
        default: nil
        }
    }
}
