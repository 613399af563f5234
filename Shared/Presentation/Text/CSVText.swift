import Wire

/// An answer as comma-separated values (RFC 4180, a header line, lines ended by CR LF). Pure.
public enum CSVText {
    /// A list gives a row an entry, an object one row, a single figure one row with what it was counted from.
    public static func text(_ result: JSONValue) -> String {
        var rows: [[JSONValue.Member]]
        if result["definition"] != nil, let value = result["value"] {
            switch value {
            case .array(let elements): rows = elements.flatMap(Self.rows)
            case .object: rows = Self.rows(value)
            default: rows = [figure(result)]
            }
        } else if case .array(let elements) = result {
            rows = elements.flatMap(Self.rows)
        } else {
            rows = Self.rows(result)
        }
        var keys: [String] = []
        var known: Set<String> = []
        for member in rows.joined() where known.insert(member.key).inserted { keys.append(member.key) }
        var text = line(keys)
        for row in rows {
            let cells = Dictionary(row.map { ($0.key, cell($0.value)) }) { first, _ in first }
            text += line(keys.map { cells[$0] ?? "" })
        }
        return text
    }

    /// What a single figure's row holds.
    private static func figure(_ result: JSONValue) -> [JSONValue.Member] {
        [
            "value", "unit", "numerator", "denominator", "denominatorText", "coverage", "reason", "asOf", "knownAt",
            "definition",
        ].map { .init($0, result[$0] ?? .null) }
    }

    /// One entry: objects inside become columns `a.b`; the one list of objects it may hold gives a row an entry.
    private static func rows(_ element: JSONValue) -> [[JSONValue.Member]] {
        guard case .object = element else { return [[.init("value", element)]] }
        let flat = flattened(element, "")
        let lists = flat.filter { isTable($0.value) }
        guard lists.count == 1, let list = lists.first, case .array(let inner) = list.value else { return [flat] }
        let own = flat.filter { $0.key != list.key }
        return inner.map { own + flattened($0, list.key + ".") }
    }

    private static func flattened(_ value: JSONValue, _ prefix: String) -> [JSONValue.Member] {
        guard case .object(let members) = value else { return [.init(prefix + "value", value)] }
        return members.flatMap { member -> [JSONValue.Member] in
            if case .object(let inner) = member.value, !inner.isEmpty {
                return flattened(member.value, prefix + member.key + ".")
            }
            return [.init(prefix + member.key, member.value)]
        }
    }

    private static func isTable(_ value: JSONValue) -> Bool {
        guard case .array(let elements) = value, !elements.isEmpty else { return false }
        return elements.allSatisfy { if case .object = $0 { true } else { false } }
    }

    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        case .array(let elements) where !isTable(value): elements.map(cell).joined(separator: "; ")
        default: value.jsonText
        }
    }

    private static func line(_ cells: [String]) -> String {
        cells.map { cell in
            let isPlain = !cell.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
            return isPlain ? cell : "\"\(cell.replacing("\"", with: "\"\""))\""
        }.joined(separator: ",") + "\r\n"
    }
}
