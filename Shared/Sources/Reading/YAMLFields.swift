import Domain
import Wire
import Yams

/// The members of one YAML mapping, asked by name and type; a member of another type is a fault with its place.
struct YAMLFields {
    let mapping: Node.Mapping

    init?(_ node: Node) {
        guard case .mapping(let mapping) = node else { return nil }
        self.mapping = mapping
    }

    /// The value under a name; `{value: ..., explanation: ...}` gives its `value`; null, `~` and nothing are nil.
    func node(_ name: String) -> Node? {
        guard var node = mapping.first(where: { $0.key.scalar?.string == name })?.value else { return nil }
        if case .mapping(let inner) = node,
            let value = inner.first(where: { $0.key.scalar?.string == "value" })?.value
        {
            node = value
        }
        if case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any,
            ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        {
            return nil
        }
        return node
    }

    func fault(_ code: SourceCode, _ name: String, _ message: String) -> FieldFault {
        let mark = node(name)?.mark
        return FieldFault(code: code, path: name, message: message, line: mark?.line, column: mark?.column)
    }

    /// The scalar's text as written; an empty one is none.
    func string(_ name: String) throws(FieldFault) -> String? {
        guard let node = node(name) else { return nil }
        guard case .scalar(let scalar) = node else {
            throw fault(.fieldType, name, "expected one value, found \(node.isMapping ? "a mapping" : "a list")")
        }
        let text = scalar.string.trimmed()
        return text.isEmpty ? nil : text
    }

    /// A count: digits, underscores and all as YAML has them.
    func count(_ name: String) throws(FieldFault) -> Int64? {
        guard let text = try string(name) else { return nil }
        guard let value = Int64(text.filter { $0 != "_" }), value >= 0 else {
            throw fault(.numberInvalid, name, "expected a whole number, found \(shown(text))")
        }
        return value
    }

    func date(_ name: String) throws(FieldFault) -> PartialDate? {
        guard let text = try string(name) else { return nil }
        guard let date = PartialDate(text) else {
            throw fault(.timeInvalid, name, "\(shown(text)) is no date; expected one like 2025-01-20, 2025-01 or 2025")
        }
        return date
    }
}

extension Node {
    var isMapping: Bool {
        if case .mapping = self { return true }
        return false
    }
}
