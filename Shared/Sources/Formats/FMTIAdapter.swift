import Domain
import Wire

/// Scores of one edition of the Foundation Model Transparency Index: a row an indicator, a column a company, 1 or 0; the
/// columns `Domain`, `Subdomain` and `Total` and the row `Total` may be there. Each company gets one record of all its
/// indicators, under its name as the edition writes it.
///
/// The file does not say which edition it is: `--at` is its date, and the edition is called by year and month (`2024-05`).
public struct FMTIAdapter: CSVRowAdapter {
    public static let format = "fmti"
    public static let version = 1
    public static let defaultSource: String? = "fmti"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "Foundation Model Transparency Index, indicator x company; --at is the edition's date"

    let options: AdapterOptions
    var table: CSVTable
    private let at: Timestamp
    private let source: String
    private var companies: [String] = []
    /// By company, indicator and points.
    private var scores: [String: [String: Double]] = [:]
    private var totals: [String: Double] = [:]
    private var indicators: [String] = []
    private var firstLine = 1

    static let otherColumns: Set<String> = ["Domain", "Subdomain", "Indicator", "Total"]

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "fmti")
        table = CSVTable(file: options.file, format: Self.format, columns: ["Indicator"])
        if let named = Self.edition(inName: options.file), named != edition {
            throw SourceError(
                code: .optionInvalid, file: options.file, path: "at",
                message: "the file's name says edition \(named), --at says \(edition): give the edition's own date")
        }
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
        guard isLast else { return }
        for company in companies {
            guard let scores = scores[company], !scores.isEmpty else { continue }
            if let total = totals[company], total != scores.values.reduce(0, +) {
                sink.reject(
                    FieldFault(
                        code: .rowConflict, path: company,
                        message: "the row Total says \(Int(total)) for \(shown(company)), its indicators add up to "
                            + "\(Int(scores.values.reduce(0, +))): no scores are taken for it"),
                    file: options.file, line: firstLine)
                continue
            }
            sink.add(
                .scores(
                    ScoresRecord(
                        framework: "fmti", edition: edition, subject: .organization(company), scores: scores,
                        source: source, at: at)), line: firstLine)
        }
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        if companies.isEmpty { try takeHeader(row) }
        let written = try row.required("Indicator")
        let indicator = written.trimmed()
        if indicator != written {
            notes.note(
                .idTrimmed, line: row.line,
                "indicators with white space around them, left out (first: \(shown(written)))")
        }
        let isTotal = indicator == "Total"
        guard !indicators.contains(indicator) else {
            throw row.fault(.rowConflict, "Indicator", "the indicator \(shown(indicator)) stands twice")
        }
        var points: [String: Double] = [:]
        for company in companies {
            guard let text = row.text(company)?.trimmed(), !text.isEmpty else {
                notes.note(
                    .valueBlank, line: row.line,
                    "indicators without a value, left out (first: \(indicator), \(company))")
                continue
            }
            guard let value = Int(text), isTotal ? value >= 0 : (0...1).contains(value) else {
                throw row.fault(
                    .numberInvalid, company,
                    isTotal
                        ? "\(shown(text)) is no total" : "\(shown(text)) is no score; an indicator is 0 or 1")
            }
            points[company] = Double(value)
        }
        indicators.append(indicator)
        if isTotal {
            totals = points
        } else {
            for (company, value) in points { scores[company, default: [:]][indicator] = value }
        }
        return []
    }

    private mutating func takeHeader(_ row: CSVRecord) throws(FieldFault) {
        firstLine = row.line
        companies = table.names.filter { !Self.otherColumns.contains($0) && !$0.isEmpty }
        for company in companies { try requireID(company, path: company) }
    }

    /// Year and month of the edition's date.
    private var edition: String { String(at.description.prefix(7)) }

    /// The edition that a file's name carries, as the index publishes them: `May2024_scores.csv`.
    static func edition(inName path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let months = [
            "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
            "nov": 11, "dec": 12,
        ]
        let letters = name.prefix { $0.isASCII && $0.isLetter }
        let year = name.dropFirst(letters.count).prefix { $0.isASCII && $0.isNumber }
        guard letters.count >= 3, year.count == 4, let month = months[letters.prefix(3).lowercased()] else {
            return nil
        }
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }
}
