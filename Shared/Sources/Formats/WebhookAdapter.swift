import Domain
import Wire

/// Payloads of the Hub's webhooks, version 3. They carry no time: `--at` is when they arrived. There are no like or
/// download events.
///
/// An unknown scope is treated as its parent (`repo.config.dois` as `repo.config`, then `repo`); only the scope `repo`
/// speaks of the repository itself, what is below it changes content and gives the model as it is.
public struct WebhookAdapter: JSONEntryAdapter {
    public static let format = "huggingface-webhook"
    public static let version = 1
    public static let defaultSource: String? = "huggingface-webhook"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "payloads of the Hub's webhooks, version 3: created, updated, moved, deleted"

    let options: AdapterOptions
    var entries: JSONEntries
    private let at: Timestamp
    private let source: String

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "huggingface-webhook")
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
        if let version = try entry.object("webhook")?.integer("version"), version != 3 {
            throw FieldFault(
                code: .wordUnknown, path: "webhook.version", message: "expected version 3, found version \(version)")
        }
        let event = try needed(entry.object("event"), "event")
        let repo = try needed(entry.object("repo"), "repo")
        let action = try needed(event.string("action"), "event.action")
        let scope = try needed(event.string("scope"), "event.scope")
        let name = try needed(repo.string("name"), "repo.name")
        try requireID(name, path: "repo.name")
        guard try repo.string("type") ?? "model" == "model" else {
            notes.note(
                .entrySkipped, line: line, "payloads about datasets, spaces and discussions: they give no record")
            return []
        }
        switch scope.prefix(while: { $0 != "." }) {
        case "repo": break
        default:
            notes.note(
                .entrySkipped, line: line, "payloads about datasets, spaces and discussions: they give no record")
            return []
        }
        guard ["create", "update", "move", "delete"].contains(action) else {
            throw FieldFault(
                code: .wordUnknown, path: "event.action",
                message: "\(shown(action)) is no action; expected create, update, move or delete")
        }
        guard scope == "repo" else { return [try model(repo, name)] }
        switch action {
        case "create", "update":
            var records = [try model(repo, name)]
            if try repo.bool("private") == true { records.append(gone(name, "private")) }
            return records
        case "delete": return [gone(name, "deleted")]
        default:
            let target = try needed(entry.object("movedTo")?.string("name"), "movedTo.name")
            try requireID(target, path: "movedTo.name")
            return [.rename(RenameRecord(from: name, to: target, source: source, at: at)), try model(repo, target)]
        }
    }

    private func model(_ repo: JSONFields, _ id: String) throws(FieldFault) -> Record {
        .model(ModelRecord(id: id, hubId: try repo.string("id"), source: source, at: at))
    }

    private func gone(_ id: String, _ reason: String) -> Record {
        .deletion(DeletionRecord(model: id, reason: reason, source: source, at: at))
    }

    private func needed<Value>(_ value: Value?, _ path: String) throws(FieldFault) -> Value {
        guard let value else {
            throw FieldFault(code: .fieldMissing, path: path, message: "the payload has no '\(path)'")
        }
        return value
    }
}
