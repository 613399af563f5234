import Domain
import Wire
import Yams

/// A file of the European Open Source AI Index: one system, assessed by twelve dimensions; or of its predecessor, with
/// fourteen. Each is `open`, `partial` or `closed`, as a scalar, as `class:` with `link` and `notes`, or as `value:` with
/// `explanation`; what is empty was not assessed. The points (1, 0.5, 0) become scores of the edition `twelve` or
/// `fourteen`. The assessment says nothing of licences component by component, so no component follows from it.
public struct OSAIAdapter: SourceAdapter {
    public static let format = "osai"
    public static let version = 1
    public static let defaultSource: String? = "osai"
    public static let timeRequirement = TimeRequirement.required
    public static let summary =
        "European Open Source AI Index YAML: one system by twelve (or the older fourteen) dimensions"

    /// The dimensions, and where a file says what the system is.
    private struct Layout {
        var edition: String
        var dimensions: [String]
        /// The mapping that names the system.
        var head: String
        var name: String
        var license: String
        /// The dimension whose link is the released model.
        var weights: String
    }

    private static let twelve = Layout(
        edition: "twelve",
        dimensions: [
            "datasources_basemodel", "datasources_endmodel", "weights_basemodel", "weights_endmodel", "trainingcode",
            "code", "hardware_architecture", "preprint", "paper", "modelcard", "datasheet", "licenses",
        ], head: "system", name: "endmodelname", license: "endmodellicense", weights: "weights_endmodel")

    private static let fourteen = Layout(
        edition: "fourteen",
        dimensions: [
            "opencode", "llmdata", "llmweights", "rldata", "rlweights", "license", "code", "architecture", "preprint",
            "paper", "modelcard", "datasheet", "package", "api",
        ], head: "project", name: "name", license: "license", weights: "rlweights")

    private let options: AdapterOptions
    private let at: Timestamp
    private let source: String
    private var document: YAMLDocument

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "osai")
        document = YAMLDocument(file: options.file, format: Self.format)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try document.append(bytes)
        guard isLast else { return }
        let top = try document.compose(into: &sink)
        guard let file = YAMLFields(top), let layout = Self.layout(file),
            let head = file.node(layout.head).flatMap(YAMLFields.init)
        else {
            throw SourceError(
                code: .formatMismatch, file: options.file, line: top.mark?.line, column: top.mark?.column,
                message: "expected an assessment with 'system:' and dimensions like 'weights_basemodel:', or the older "
                    + "'project:' and 'opencode:'")
        }
        sink.countEntry()
        let line = top.mark?.line ?? 1
        do throws(FieldFault) {
            let id = try id(file, head, layout)
            try requireID(id, path: "\(layout.head).\(layout.name)")
            var model = ModelRecord(id: id, source: source, at: at)
            model.license = try text(head, layout.license)
            model.released = try released(head, line: line, into: &sink)
            let scores = scores(file, layout, line: line, into: &sink)
            guard !scores.isEmpty else {
                throw FieldFault(
                    code: .fieldMissing, path: layout.dimensions[0], message: "no dimension was assessed")
            }
            let link = try text(head, "link")
            sink.add(.model(model), line: line)
            sink.add(
                .scores(
                    ScoresRecord(
                        framework: "osai", edition: layout.edition, subject: .model(id), scores: scores,
                        evidence: link, source: source, at: at)),
                line: line)
        } catch { sink.reject(error, file: options.file, line: line) }
    }

    private static func layout(_ file: YAMLFields) -> Layout? {
        [twelve, fourteen].first { layout in
            file.node(layout.head) != nil
                && layout.dimensions.contains { name in
                    file.mapping.contains { $0.key.scalar?.string == name }
                }
        }
    }

    /// The released model's repository where the file links one, else organisation and name.
    private func id(_ file: YAMLFields, _ head: YAMLFields, _ layout: Layout) throws(FieldFault) -> String {
        for link in [try text(in: layout.weights, of: file, "link"), try text(head, "link")] {
            if let id = link.flatMap(MOFRelease.repositoryId) { return id }
        }
        var found = try text(head, layout.name)
        if found == nil { found = try text(head, "name") }
        guard let name = found else {
            throw FieldFault(
                code: .fieldMissing, path: "\(layout.head).\(layout.name)", message: "the system has no name")
        }
        guard let organization = try text(in: "org", of: file, "name"), !name.contains("/") else { return name }
        return "\(organization)/\(name)"
    }

    private func released(
        _ head: YAMLFields, line: Int, into sink: inout RecordSink
    ) throws(FieldFault) -> PartialDate? {
        guard let written = try text(head, "releasedate") else { return nil }
        guard let date = PartialDate(written) else {
            sink.note(
                .datePlaceholder, line: head.node("releasedate")?.mark?.line ?? line,
                "release dates that are none, left out (first: \(shown(written)))")
            return nil
        }
        return date
    }

    /// Points by dimension; a word that is no class is a reject, the other dimensions go on.
    private func scores(
        _ file: YAMLFields, _ layout: Layout, line: Int, into sink: inout RecordSink
    ) -> [String: Double] {
        var scores: [String: Double] = [:]
        for dimension in layout.dimensions {
            do throws(FieldFault) {
                guard let node = file.node(dimension) else { continue }
                let word: String?
                if let fields = YAMLFields(node) {
                    word = try text(fields, "class")
                } else {
                    word = try file.string(dimension)
                }
                guard let word else { continue }
                guard let points = ["open": 1, "partial": 0.5, "closed": 0][word.lowercased()] as Double? else {
                    throw FieldFault(
                        code: .wordUnknown, path: dimension,
                        message: "\(shown(word)) is no class; expected open, partial or closed", line: node.mark?.line,
                        column: node.mark?.column)
                }
                scores[dimension] = points
            } catch { sink.reject(error, file: options.file, line: line) }
        }
        return scores
    }

    /// A member of one of the file's mappings.
    private func text(in member: String, of file: YAMLFields, _ name: String) throws(FieldFault) -> String? {
        guard let fields = file.node(member).flatMap(YAMLFields.init) else { return nil }
        return try text(fields, name)
    }

    /// A scalar without the carriage return that a file with CRLF may leave behind it.
    private func text(_ fields: YAMLFields, _ name: String) throws(FieldFault) -> String? {
        guard var text = try fields.string(name) else { return nil }
        while text.unicodeScalars.last == "\r" { text.unicodeScalars.removeLast() }
        return text.isEmpty ? nil : text
    }
}
