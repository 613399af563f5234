import Domain
import Wire
import Yams

/// A Model Openness Framework file: one release. Each component listed becomes a record with the licence that holds
/// for it; what the file does not list is not said to be missing, since another source may have seen it.
public struct MOFAdapter: SourceAdapter {
    public static let format = "mof"
    public static let version = 1
    public static let defaultSource: String? = "mof"
    public static let timeRequirement = TimeRequirement.carried
    public static let summary = "Model Openness Framework YAML: components and licences of one release"

    private let options: AdapterOptions
    private let source: String
    private var document: YAMLDocument

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        source = try options.source(default: "mof")
        document = YAMLDocument(file: options.file, format: Self.format)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try document.append(bytes)
        guard isLast else { return }
        let top = try document.compose(into: &sink)
        let (release, rejects) = try MOFReader.release(top, file: options.file)
        let line = top.mark?.line ?? 1
        // The day of the last change is when the statement was made, unless the caller knows better.
        guard let at = options.at ?? release.date.map({ Timestamp(day: $0.first) }) else {
            throw SourceError(
                code: .fieldMissing, file: options.file, line: line, path: "release.date",
                message: "the release has no date: say with --at when it was seen")
        }
        sink.countEntry()
        let id = release.modelId
        do throws(FieldFault) { try requireID(id, path: "release.name") } catch {
            sink.reject(error, file: options.file, line: line)
            return
        }
        let current = release.current
        var model = ModelRecord(id: id, source: source, at: at)
        if let parameters = current.first(where: { $0.component == .finalParameters }) {
            model.license = release.license(of: parameters)
            if model.license == "unlicensed" { model.license = nil }
        }
        sink.add(.model(model), line: line)
        for entry in current {
            sink.countEntry()
            sink.add(
                .component(
                    ComponentRecord(
                        model: id, id: entry.component.id, license: release.license(of: entry), evidence: entry.path,
                        source: source, at: at)),
                line: entry.line)
        }
        for entry in release.entries where !current.contains(entry) {
            sink.countEntry()
            sink.note(
                .componentRepeated, line: entry.line,
                "components listed more than once, the last entry counts (first: \(entry.component.name))")
        }
        for reject in rejects {
            sink.countEntry()
            sink.reject(reject)
        }
    }
}
