import Domain
import Wire
import Yams

/// Ecosystem Graphs: a YAML list of models, datasets and applications with their dependencies. Values are scalars or
/// `{value, explanation}`. Assets have names, not ids; the name is the id.
///
/// A dependency becomes lineage where the file itself lists it as a model: of any other name it cannot be told whether it
/// is a model, a dataset or a service. Applications give no record.
public struct EcosystemGraphsAdapter: SourceAdapter {
    public static let format = "ecosystem-graphs"
    public static let version = 1
    public static let defaultSource: String? = "ecosystem-graphs"
    public static let timeRequirement = TimeRequirement.required
    public static let summary = "Ecosystem Graphs YAML: models and datasets with their dependencies"

    private let options: AdapterOptions
    private let at: Timestamp
    private let source: String
    private var document: YAMLDocument

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        at = try options.requireTime(Self.format)
        source = try options.source(default: "ecosystem-graphs")
        document = YAMLDocument(file: options.file, format: Self.format)
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        try document.append(bytes)
        guard isLast else { return }
        let top = try document.compose(into: &sink)
        guard case .sequence(let assets) = top else {
            throw SourceError(
                code: .formatMismatch, file: options.file, line: top.mark?.line, column: top.mark?.column,
                message: "expected a list of assets, each with 'type' and 'name'")
        }
        var models: Set<String> = []
        for case let asset? in assets.map(YAMLFields.init)
        where asset.node("type")?.scalar?.string == "model" {
            if let name = asset.node("name")?.scalar?.string { models.insert(name.trimmed()) }
        }
        for node in assets {
            sink.countEntry()
            let line = node.mark?.line ?? 1
            do throws(FieldFault) {
                if let record = try record(of: node, models: models, line: line, notes: &sink) {
                    sink.add(record, line: line)
                }
            } catch { sink.reject(error, file: options.file, line: line, column: node.mark?.column) }
        }
    }

    private func record(
        of node: Node, models: Set<String>, line: Int, notes: inout RecordSink
    ) throws(FieldFault) -> Record? {
        guard let asset = YAMLFields(node) else {
            throw FieldFault(code: .entryShape, path: "", message: "expected a mapping with 'type' and 'name'")
        }
        guard let id = try asset.string("name") else {
            throw FieldFault(code: .fieldMissing, path: "name", message: "the asset has no 'name'")
        }
        try requireID(id, path: "name")
        let organization = try asset.string("organization")
        let released = try known(asset, "created_date") == nil ? nil : asset.date("created_date")
        let license = try known(asset, "license")
        switch try asset.string("type") {
        case "model":
            var model = ModelRecord(id: id, organization: organization, released: released, source: source, at: at)
            model.license = license
            model.access = try access(asset)
            model.parameters = try parameters(asset)
            model.bases = try bases(asset, models: models, line: line, notes: &notes)
            return .model(model)
        case "dataset":
            return .artifact(
                ArtifactRecord(
                    id: id, type: .dataset, name: id, organization: organization, released: released,
                    license: license, evidence: try known(asset, "url"), source: source, at: at))
        case "application":
            notes.note(.entrySkipped, line: line, "applications: they give no record")
            return nil
        case nil: throw FieldFault(code: .fieldMissing, path: "type", message: "the asset has no 'type'")
        case let word?:
            throw asset.fault(
                .wordUnknown, "type", "\(shown(word)) is no type; expected model, dataset or application")
        }
    }

    /// A text that says something: `unknown`, `none` and `TBD` say that nobody said.
    private func known(_ asset: YAMLFields, _ name: String) throws(FieldFault) -> String? {
        guard let text = try asset.string(name) else { return nil }
        return ["unknown", "none", "n/a", "tbd", "todo"].contains(text.lowercased()) ? nil : text
    }

    private func access(_ asset: YAMLFields) throws(FieldFault) -> Access? {
        switch try known(asset, "access") {
        case nil: return nil
        case "open"?: return .openRestricted
        case "limited"?: return .api
        case "closed"?: return .unreleased
        case let word?:
            throw asset.fault(.wordUnknown, "access", "\(shown(word)) is no access; expected open, limited or closed")
        }
    }

    /// `175B parameters (dense)`; any other way to say a size is left.
    private func parameters(_ asset: YAMLFields) throws(FieldFault) -> Int64? {
        guard let words = try known(asset, "size")?.split(separator: " "), words.count >= 2,
            words[1].hasPrefix("parameters")
        else { return nil }
        return RoundedCount(String(words[0]))?.value
    }

    private func bases(
        _ asset: YAMLFields, models: Set<String>, line: Int, notes: inout RecordSink
    ) throws(FieldFault) -> [ModelRecord.Base] {
        guard let node = asset.node("dependencies") else { return [] }
        guard case .sequence(let names) = node else {
            throw asset.fault(.fieldType, "dependencies", "expected a list of names")
        }
        var bases: [ModelRecord.Base] = []
        for name in names.compactMap({ $0.scalar?.string.trimmed() }) where !name.isEmpty {
            guard models.contains(name) else {
                notes.note(
                    .valueUnused, line: line,
                    "dependencies this file does not list as models, left out (first: \(shown(name)))")
                continue
            }
            if !bases.contains(where: { $0.id == name }) { bases.append(.init(id: name, relation: .unknown)) }
        }
        return bases
    }
}
