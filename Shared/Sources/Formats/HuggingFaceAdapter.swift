import Domain
import Wire

/// Model objects of the Hub's listing API, as arrays or one per line. One object gives the model as seen at `--at`, then
/// its likes, 30-day downloads and all-time downloads where they are given, and as components a paper that it links and
/// data that it declares: that they are there, under no licence that the listing would tell.
public struct HuggingFaceAdapter: JSONEntryAdapter {
    public static let format = "huggingface"
    public static let version = 2
    public static let defaultSource: String? = "huggingface"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "model objects of the Hub's listing API, a JSON array or one per line"

    /// The oldest creation date the Hub gives: what was there before has it too.
    static let createdFloor = Timestamp("2022-03-02T23:29:04Z")!

    let options: AdapterOptions
    var entries: JSONEntries
    private let at: Timestamp
    private let source: String

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "huggingface")
        entries = JSONEntries(file: options.file, format: Self.format)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try readEntries(bytes, isLast: isLast, into: &sink)
    }

    mutating func records(
        of entry: JSONFields, line: Int, notes: inout RecordSink
    ) throws(FieldFault) -> [Record] {
        guard let id = try entry.string("id", "modelId") else {
            throw FieldFault(code: .fieldMissing, path: "id", message: "the object has no 'id': which model is it?")
        }
        try requireID(id, path: "id")
        var model = ModelRecord(id: id, source: source, at: at)
        model.hubId = try entry.string("_id")
        if let author = try entry.string("author"), ModelName.author(id).map(ModelName.key) != ModelName.key(author) {
            try requireID(author, path: "author")
            model.organization = author
        }
        model.created = try entry.time("createdAt", "created_at")
        if let created = model.created, created.microseconds / 1_000_000 == Self.createdFloor.microseconds / 1_000_000 {
            notes.note(
                .createdFloor, line: line,
                "creation dates at the Hub's floor (\(Self.createdFloor)): they mean that day or before")
        }
        model.gated = try gated(entry)
        model.parameters = try parameters(entry)
        model.task = try entry.string("pipeline_tag", "pipelineTag")
        model.library = try entry.string("library_name", "libraryName")
        let tags = try tags(entry)
        let card = try entry.object("cardData", "card_data")
        try license(of: &model, tags: tags, card: card, line: line, notes: &notes)
        model.bases = try HubBases.read(entry, tags: tags, card: card, model: id, line: line, notes: &notes)

        var records: [Record] = [.model(model)]
        if try entry.bool("private") == true { records.append(gone(id, "private")) }
        if try entry.bool("disabled") == true { records.append(gone(id, "disabled")) }
        for (series, value) in [
            ("likes", try entry.count("likes")), ("downloads30d", try entry.count("downloads")),
            ("downloadsAllTime", try entry.count("downloadsAllTime", "downloads_all_time")),
        ] {
            guard let value else { continue }
            records.append(.observation(.init(model: id, series: series, value: value, source: source, at: at)))
        }
        for (prefix, component, place) in Self.linked {
            guard let tag = tags.first(where: { $0.hasPrefix(prefix) && $0.utf8.count > prefix.utf8.count }) else {
                continue
            }
            records.append(
                .component(
                    ComponentRecord(
                        model: id, id: component, evidence: place + tag.dropFirst(prefix.utf8.count), source: source,
                        at: at)))
        }
        return records
    }

    /// What a tag links: the component of the Model Openness Framework, and where it stands.
    private static let linked = [
        (prefix: "arxiv:", component: 21, place: "https://arxiv.org/abs/"),
        (prefix: "dataset:", component: 15, place: "https://huggingface.co/datasets/"),
    ]

    private func gone(_ id: String, _ reason: String) -> Record {
        .deletion(DeletionRecord(model: id, reason: reason, source: source, at: at))
    }

    private func gated(_ entry: JSONFields) throws(FieldFault) -> Bool? {
        switch entry.value("gated") {
        case nil: return nil
        case .bool(let value)?: return value
        case .string("auto")?, .string("manual")?: return true
        case let found?:
            throw FieldFault(
                code: .wordUnknown, path: "gated",
                message: "expected false, \"auto\" or \"manual\", found \(sort(found))")
        }
    }

    private func parameters(_ entry: JSONFields) throws(FieldFault) -> Int64? {
        for name in ["safetensors", "gguf"] {
            if let total = try entry.object(name)?.count("total"), total > 0 { return total }
        }
        return nil
    }

    private func tags(_ entry: JSONFields) throws(FieldFault) -> [String] {
        var tags: [String] = []
        for (index, tag) in (try entry.array("tags") ?? []).enumerated() {
            guard case .string(let text) = tag else {
                throw FieldFault(
                    code: .fieldType, path: "tags[\(index)]", message: "expected a text, found \(sort(tag))")
            }
            tags.append(text)
        }
        return tags
    }

    /// The licence tag, else the card's licence. Several are kept together as the name of an `other` licence: whether
    /// all or any of them hold, nobody has said.
    private func license(
        of model: inout ModelRecord, tags: [String], card: JSONFields?, line: Int, notes: inout RecordSink
    ) throws(FieldFault) {
        model.licenseName = try card?.string("license_name")
        model.licenseLink = try card?.string("license_link")
        var licenses: [String] = []
        for tag in tags where tag.hasPrefix("license:") && tag.utf8.count > 8 {
            let license = String(tag.dropFirst(8))
            if !licenses.contains(license) { licenses.append(license) }
        }
        if licenses.isEmpty {
            switch card?.value("license") {
            case nil: break
            case .string(let text)?: if !text.isEmpty { licenses = [text] }
            case .array(let list)?:
                for entry in list {
                    guard case .string(let text) = entry else {
                        notes.note(
                            .valueUnused, line: line,
                            "licences in a list that are no texts, left out (first: \(sort(entry)))")
                        continue
                    }
                    if !licenses.contains(text) { licenses.append(text) }
                }
            case let found?:
                throw FieldFault(
                    code: .fieldType, path: "cardData.license",
                    message: "expected a licence id or a list of them, found \(sort(found))")
            }
        }
        guard licenses.count > 1 else {
            model.license = licenses.first
            return
        }
        model.license = "other"
        if model.licenseName == nil { model.licenseName = licenses.joined(separator: ", ") }
        notes.note(
            .licenseSeveral, line: line,
            "models with several licences: licence 'other', named by all of them (first: \(model.id))")
    }
}
