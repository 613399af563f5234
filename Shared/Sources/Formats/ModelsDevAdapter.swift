import Domain
import Wire

/// Lab models of models.dev, one JSON object per line. The id is what stands in `_path` (`models/LAB/NAME.toml`) or in
/// `id`. What has no open weights is offered through an interface, since the catalogue lists what can be called.
public struct ModelsDevAdapter: JSONEntryAdapter {
    public static let format = "models-dev"
    public static let version = 1
    public static let defaultSource: String? = "models-dev"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "lab models of models.dev as JSON: open weights, release date, licence"

    let options: AdapterOptions
    var entries: JSONEntries
    private let at: Timestamp
    private let source: String

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "models-dev")
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
        let id = try identity(entry)
        var model = ModelRecord(id: id, source: source, at: at)
        model.license = try entry.string("license")
        switch try entry.bool("open_weights") {
        // The weights can be had; what the licence says refines it.
        case true?: model.access = .openRestricted
        case false?: model.access = .api
        case nil: break
        }
        if let text = try entry.string("release_date") {
            guard let date = PartialDate(text) else {
                throw FieldFault(
                    code: .timeInvalid, path: "release_date",
                    message: "\(shown(text)) is no date; expected one like 2025-01-20, 2025-01 or 2025")
            }
            model.released = date
        }
        if entry.value("weights") != nil {
            notes.note(
                .valueUnused, line: line,
                "links to repositories with the weights: several entries share one, so none is taken for the same model"
            )
        }
        return [.model(model)]
    }

    private func identity(_ entry: JSONFields) throws(FieldFault) -> String {
        if let path = try entry.string("_path") {
            guard path.hasPrefix("models/"), path.hasSuffix(".toml") else {
                throw FieldFault(
                    code: .idInvalid, path: "_path",
                    message: "expected models/LAB/NAME.toml, found \(shown(path))")
            }
            let id = String(path.dropFirst("models/".count).dropLast(".toml".count))
            try requireID(id, path: "_path")
            return id
        }
        guard let id = try entry.string("id") else {
            throw FieldFault(
                code: .fieldMissing, path: "_path",
                message: "the object has neither '_path' nor 'id': which model is it?")
        }
        try requireID(id, path: "id")
        return id
    }
}
