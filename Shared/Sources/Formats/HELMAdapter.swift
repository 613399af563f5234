import Domain
import Wire
import Yams

/// HELM's `model_metadata.yaml`. `open` means the weights can be had, restricted unless a licence says more; `limited`
/// an interface for programs; `closed` unreleased. The creator is a display name: the id of the organisation is what
/// stands before the slash, named once, before its first model.
public struct HELMAdapter: SourceAdapter {
    public static let format = "helm"
    public static let version = 1
    public static let defaultSource: String? = "helm"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "HELM's model_metadata.yaml: creator, access, release date, parameters"

    private let options: AdapterOptions
    private let at: Timestamp
    private let source: String
    private var document: YAMLDocument
    /// Display names of the organisations met so far.
    private var names: [String: String] = [:]

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "helm")
        document = YAMLDocument(file: options.file, format: Self.format)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try document.append(bytes)
        guard isLast else { return }
        let top = try document.compose(into: &sink)
        guard let list = YAMLFields(top)?.node("models"), case .sequence(let models) = list else {
            throw SourceError(
                code: .formatMismatch, file: options.file, line: top.mark?.line, column: top.mark?.column,
                message: "expected a top-level list 'models:', as in HELM's model_metadata.yaml")
        }
        for node in models {
            sink.countEntry()
            let line = node.mark?.line ?? 1
            do throws(FieldFault) {
                for record in try records(of: node, line: line, notes: &sink) { sink.add(record, line: line) }
            } catch { sink.reject(error, file: options.file, line: line, column: node.mark?.column) }
        }
    }

    private mutating func records(
        of node: Node, line: Int, notes: inout RecordSink
    ) throws(FieldFault) -> [Record] {
        guard let entry = YAMLFields(node) else {
            throw FieldFault(code: .entryShape, path: "models", message: "expected a mapping with 'name' and 'access'")
        }
        guard let id = try entry.string("name") else {
            throw FieldFault(code: .fieldMissing, path: "name", message: "the entry has no 'name'")
        }
        try requireID(id, path: "name")
        var model = ModelRecord(id: id, source: source, at: at)
        model.access = try access(entry)
        model.released = try entry.date("release_date")
        model.parameters = try entry.count("num_parameters")
        if model.parameters == 0 {
            model.parameters = nil
            notes.note(.parametersZero, line: line, "models with 0 parameters: not known (first: \(id))")
        }
        var records: [Record] = []
        if let organization = ModelName.author(id), let name = try entry.string("creator_organization_name") {
            if let before = names[organization] {
                if before != name {
                    notes.note(
                        .nameConflict, line: line,
                        "organisations with several names, the first kept (first: \(organization) as "
                            + "\(shown(before)) and \(shown(name)))")
                }
            } else {
                names[organization] = name
                records.append(
                    .organization(OrganizationRecord(id: organization, name: name, source: source, at: at)))
            }
        }
        records.append(.model(model))
        return records
    }

    private func access(_ entry: YAMLFields) throws(FieldFault) -> Access {
        switch try entry.string("access") {
        case "open": return .openRestricted
        case "limited": return .api
        case "closed": return .unreleased
        case nil: throw FieldFault(code: .fieldMissing, path: "access", message: "the entry has no 'access'")
        case let word?:
            throw entry.fault(
                .wordUnknown, "access", "\(shown(word)) is no access; expected open, limited or closed")
        }
    }
}
