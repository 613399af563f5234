import Domain
import Wire

/// `at,event,provider,model,path`: who began (`added`) or ceased (`removed`) to offer which model. A begin is a
/// deployment of +1 by the provider, an end one of -1; an end without a begin had begun before the record starts.
public struct DeploymentsAdapter: CSVRowAdapter {
    public static let format = "deployments"
    public static let version = 1
    public static let defaultSource: String? = "models-dev"
    public static let timeRequirement = TimeRequirement.carried
    public static let summary = "CSV at,event,provider,model,path: begin and end of offers of models"

    let options: AdapterOptions
    var table: CSVTable
    private let source: String
    /// Offers that have begun and not ended, to tell ends without a begin.
    private var open: Set<String> = []

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        source = try options.source(default: "models-dev")
        table = CSVTable(
            file: options.file, format: Self.format, columns: ["at", "event", "provider", "model"])
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readRows(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(of row: CSVRecord, notes: inout RecordSink) throws(FieldFault) -> [Record] {
        let text = try row.required("at")
        guard let at = Timestamp(text) else {
            throw row.fault(
                .timeInvalid, "at", "\(shown(text)) is no date or time; expected one like 2026-05-04T04:10:37Z")
        }
        let word = try row.required("event")
        let provider = try row.id("provider", notes: &notes)
        let written = try row.required("model")
        // The record is of paths, in which a slash inside a name is written as %2F.
        let model = try row.id("model", notes: &notes).replacing("%2F", with: "/")
        // As written: two files that differ in white space only are two offers.
        let offer = "\(provider)\t\(row.text("path") ?? written)"
        switch word {
        case "added": open.insert(offer)
        case "removed":
            if open.remove(offer) == nil {
                notes.note(
                    .endWithoutBegin, line: row.line,
                    "ends without a begin: these offers had begun before the record starts (first: \(provider) \(model))"
                )
            }
        default:
            throw row.fault(.wordUnknown, "event", "\(shown(word)) is no event; expected added or removed")
        }
        return [
            .event(
                EventRecord(
                    id: id(of: word, provider, written, at), model: model, kind: .deployment,
                    amount: word == "added" ? 1 : -1, adopter: .init(id: provider), source: source, at: at))
        ]
    }

    /// What makes a begin or end the same in every later edition of the file; a digest where it would be too long.
    private func id(of word: String, _ provider: String, _ model: String, _ at: Timestamp) -> String {
        let text = "\(word):\(at):\(provider):\(model)"
        guard text.utf8.count > 200 else { return text }
        var hash = SHA256()
        Array(text.utf8).withUnsafeBytes { hash.update($0) }
        return "sha256:\(hash.hexadecimal())"
    }
}
