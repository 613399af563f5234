import Domain
import Wire

/// MTEB's model metadata, one JSON object per line or an array. `adapted_from` may mean fine-tuning, quantization or a
/// longer context ("for quantizations, fine-tunes, long doc extensions, etc."), so its relation stays `unknown`.
public struct MTEBAdapter: JSONEntryAdapter {
    public static let format = "mteb"
    public static let version = 1
    public static let defaultSource: String? = "mteb"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "MTEB model metadata as JSON: licence, open weights, code and data, adapted_from"

    /// The components of the Model Openness Framework the flags speak of.
    static let trainingCode = 7
    static let datasets = 15

    let options: AdapterOptions
    var entries: JSONEntries
    private let at: Timestamp
    private let source: String

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "mteb")
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
        guard let id = try entry.string("name") else {
            throw FieldFault(code: .fieldMissing, path: "name", message: "the object has no 'name': which model is it?")
        }
        try requireID(id, path: "name")
        var model = ModelRecord(id: id, source: source, at: at)
        model.released = try released(entry, line: line, notes: &notes)
        if let parameters = try entry.count("n_parameters") {
            if parameters > 0 {
                model.parameters = parameters
            } else {
                notes.note(.parametersZero, line: line, "models with 0 parameters: not known (first: \(id))")
            }
        }
        model.activeParameters = try entry.count("n_active_parameters_override")
        if let license = try entry.string("license"), license != "not specified" {
            if license.hasPrefix("https://") || license.hasPrefix("http://") {
                model.license = "other"
                model.licenseLink = license
            } else {
                model.license = license
            }
        }
        switch try entry.bool("open_weights") {
        // The weights can be had; what the licence says refines it.
        case true?: model.access = .openRestricted
        case false?: model.access = .api
        case nil: break
        }
        if let stated = try entry.string("adapted_from") {
            // Some entries give the address of the Hub's page instead of the id.
            let page = "https://huggingface.co/"
            let parent = stated.hasPrefix(page) ? String(stated.dropFirst(page.count)) : stated
            do throws(FieldFault) {
                try requireID(parent, path: "adapted_from")
                model.bases = [.init(id: parent, relation: .unknown)]
            } catch {
                notes.note(.baseUnusable, line: line, "bases that cannot be ids, left out (first: \(shown(parent)))")
            }
        }
        var records: [Record] = [.model(model)]
        for (field, component) in [
            ("public_training_code", Self.trainingCode), ("public_training_data", Self.datasets),
        ] {
            if let record = try self.component(entry, field, component, of: id) { records.append(.component(record)) }
        }
        return records
    }

    /// `<...>` is a placeholder the export could not resolve.
    private func released(
        _ entry: JSONFields, line: Int, notes: inout RecordSink
    ) throws(FieldFault) -> PartialDate? {
        guard let text = try entry.string("release_date") else { return nil }
        if text.hasPrefix("<"), text.hasSuffix(">") {
            notes.note(.datePlaceholder, line: line, "release dates that are placeholders: not known (first: \(text))")
            return nil
        }
        guard let date = PartialDate(text) else {
            throw FieldFault(
                code: .timeInvalid, path: "release_date",
                message: "\(shown(text)) is no date; expected one like 2025-01-20, 2025-01 or 2025")
        }
        return date
    }

    /// A text (an address, a data set's id) or true says that the component is released, false that it is not.
    private func component(
        _ entry: JSONFields, _ field: String, _ id: Int, of model: String
    ) throws(FieldFault) -> ComponentRecord? {
        switch entry.value(field) {
        case nil: return nil
        case .bool(let isPresent)?:
            return ComponentRecord(model: model, id: id, present: isPresent, source: source, at: at)
        case .string(let text)?:
            return text.isEmpty ? nil : ComponentRecord(model: model, id: id, evidence: text, source: source, at: at)
        case let found?:
            throw FieldFault(
                code: .fieldType, path: field, message: "expected an address, true or false, found \(sort(found))")
        }
    }
}
