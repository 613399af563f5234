import Domain
import Yams

/// Reads a Model Openness Framework file: one release with its licences and components.
///
/// Licences are taken byte for byte, quoted or not: the framework judges the string as written.
public enum MOFReader {
    /// A file's bytes as a release, and the entries of it that were not taken.
    ///
    /// Throws where the file is no such YAML, or has no release or no name.
    public static func read(
        _ bytes: [UInt8], file: String
    ) throws(SourceError) -> (release: MOFRelease, rejects: [SourceReject]) {
        var document = YAMLDocument(file: file, format: MOFAdapter.format)
        var failure: SourceError?
        bytes.withUnsafeBytes { raw in
            do throws(SourceError) { try document.append(raw) } catch { failure = error }
        }
        if let failure { throw failure }
        var sink = RecordSink()
        return try release(document.compose(into: &sink), file: file)
    }

    static func release(
        _ top: Node, file: String
    ) throws(SourceError) -> (release: MOFRelease, rejects: [SourceReject]) {
        guard case .mapping = top, let node = member(top, "release"), case .mapping = node else {
            throw SourceError(
                code: .fieldMissing, file: file, line: top.mark?.line, column: top.mark?.column, path: "release",
                message: "expected a mapping 'release:', as in the framework's files")
        }
        do throws(FieldFault) {
            guard let name = try scalar(node, "name", "release."), !name.isEmpty else {
                throw FieldFault(
                    code: .fieldMissing, path: "release.name", message: "the release has no name",
                    line: node.mark?.line, column: node.mark?.column)
            }
            var release = MOFRelease(
                name: name, version: try text(node, "version"), date: try date(node),
                producer: try text(node, "producer"), repository: try text(node, "repository"),
                huggingFace: try text(node, "huggingface"), licenses: try licenses(node), entries: [],
                unknownComponents: [])
            let rejects = try components(node, into: &release, file: file)
            return (release, rejects)
        } catch {
            throw SourceError(
                code: error.code, file: file, line: error.line, column: error.column, path: error.path,
                message: error.message)
        }
    }

    private static func licenses(_ release: Node) throws(FieldFault) -> MOFRelease.Licenses {
        var licenses = MOFRelease.Licenses()
        guard let node = member(release, "license") else { return licenses }
        guard case .mapping = node else { throw fault(.fieldType, "release.license", "a mapping by type", node) }
        func name(_ type: String) throws(FieldFault) -> String? {
            guard let license = member(node, type) else { return nil }
            guard case .mapping = license else {
                throw fault(.fieldType, "release.license.\(type)", "a mapping with 'name'", license)
            }
            return try scalar(license, "name", "release.license.\(type).")
        }
        licenses.code = try name("code")
        licenses.data = try name("data")
        licenses.document = try name("document")
        licenses.distribution = try name("distribution")
        return licenses
    }

    private static func components(
        _ release: Node, into result: inout MOFRelease, file: String
    ) throws(FieldFault) -> [SourceReject] {
        guard let node = member(release, "components") else { return [] }
        guard case .sequence(let list) = node else {
            throw fault(.fieldType, "release.components", "a list of components", node)
        }
        var rejects: [SourceReject] = []
        for (index, item) in list.enumerated() {
            let path = "release.components[\(index)]"
            do throws(FieldFault) {
                guard case .mapping = item, let name = try scalar(item, "name", path + ".") else {
                    throw fault(.entryShape, path, "a mapping with 'name'", item)
                }
                guard let component = Component(name: name) else {
                    result.unknownComponents.append(name)
                    let place = member(item, "name")?.mark ?? item.mark
                    throw FieldFault(
                        code: .wordUnknown, path: path + ".name",
                        message: "\(shown(name)) is not a component of the framework; ignored. "
                            + "Its names are written like 'Model card', 'Training code'",
                        line: place?.line, column: place?.column)
                }
                result.entries.append(
                    MOFRelease.Entry(
                        component: component, license: try scalar(item, "license", path + "."),
                        path: try text(item, "component_path", path + "."), line: item.mark?.line ?? 1))
            } catch {
                rejects.append(
                    SourceReject(
                        code: error.code, file: file, line: error.line ?? item.mark?.line, column: error.column,
                        path: error.path, message: error.message))
            }
        }
        return rejects
    }

    private static func date(_ release: Node) throws(FieldFault) -> PartialDate? {
        guard let text = try text(release, "date") else { return nil }
        guard let date = PartialDate(text) else {
            throw fault(.timeInvalid, "release.date", "a date like 2025-01-20", member(release, "date") ?? release)
        }
        return date
    }

    /// A member that is not null.
    private static func member(_ node: Node, _ key: String) -> Node? {
        guard case .mapping(let mapping) = node,
            let value = mapping.first(where: { $0.key.scalar?.string == key })?.value
        else { return nil }
        if case .scalar(let scalar) = value, scalar.style == .plain || scalar.style == .any,
            ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        {
            return nil
        }
        return value
    }

    /// A scalar as written; a quoted empty text stays one.
    private static func scalar(_ node: Node, _ key: String, _ path: String) throws(FieldFault) -> String? {
        guard let value = member(node, key) else { return nil }
        guard case .scalar(let scalar) = value else { throw fault(.fieldType, path + key, "one value", value) }
        return scalar.string
    }

    /// A scalar where empty means not given.
    private static func text(
        _ node: Node, _ key: String, _ path: String = "release."
    ) throws(FieldFault) -> String? {
        let text = try scalar(node, key, path)
        return text?.isEmpty == false ? text : nil
    }

    private static func fault(_ code: SourceCode, _ path: String, _ expected: String, _ node: Node) -> FieldFault {
        let found =
            switch node {
            case .mapping: "a mapping"
            case .sequence: "a list"
            case .scalar(let scalar): shown(scalar.string)
            case .alias: "an alias"
            }
        return FieldFault(
            code: code, path: path, message: "expected \(expected), found \(found)", line: node.mark?.line,
            column: node.mark?.column)
    }
}
