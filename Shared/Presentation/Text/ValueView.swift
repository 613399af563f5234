import Wire

/// Any JSON value as text for people: lists of objects as tables, objects as names and values, what is inside indented.
public enum ValueView {
    public static func lines(_ value: JSONValue, width: Int? = nil) -> [String] {
        switch value {
        case .object(let members): object(members, width: width)
        case .array(let elements): list(elements, width: width)
        // Long texts, such as metrics, keep their lines.
        case .string(let text):
            Plain.lines(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        default: [scalar(value)]
        }
    }

    /// A single value.
    public static func scalar(_ value: JSONValue) -> String {
        switch value {
        case .null: "-"
        case .bool(let value): value ? "yes" : "no"
        case .integer(let value): Quantity.whole(value)
        case .number(let value): Quantity.real(value)
        case .string(let text): Plain.line(text)
        case .array, .object: cell(value)
        }
    }

    /// Anything in the cell of a table: lists with commas, objects as JSON.
    public static func cell(_ value: JSONValue, key: String = "") -> String {
        switch value {
        case .array(let elements) where isShares(elements):
            elements.map { "\(cell($0["key"] ?? .null)) \(cell(inPercent($0)["value"] ?? .null))" }
                .joined(separator: ", ")
        case .array(let elements): elements.map { cell($0, key: key) }.joined(separator: ", ")
        case .object(let members):
            members.map { "\(Plain.line($0.key)) \(cell($0.value, key: $0.key))" }.joined(separator: ", ")
        // A year is a name, not a quantity.
        case .integer(let year) where key == "year" || key.hasSuffix("Year"): "\(year)"
        default: scalar(value)
        }
    }

    /// Whether these are shares as the protocol writes them: `{"key","value","numerator"}`.
    static func isShares(_ elements: [JSONValue]) -> Bool {
        !elements.isEmpty
            && elements.allSatisfy { element in
                guard case .object(let members) = element, members.count == 3 else { return false }
                return element["key"] != nil && element["numerator"] != nil && element["value"] != nil
            }
    }

    /// An entry of a list of shares, its share in percent.
    public static func inPercent(_ entry: JSONValue) -> JSONValue {
        guard case .object(var members) = entry, let place = members.firstIndex(where: { $0.key == "value" }),
            let share = members[place].value.real
        else { return entry }
        members[place].value = .string(Quantity.percent(share))
        return .object(members)
    }

    /// Names and values in two columns.
    public static func aligned(_ pairs: [(String, String)], width: Int?, indent: Int = 0) -> [String] {
        let names = pairs.reduce(0) { max($0, DisplayWidth.of($1.0)) }
        return pairs.flatMap { name, text in
            let head = String(repeating: " ", count: indent) + DisplayWidth.pad(name, to: names) + "  "
            guard let width, width > DisplayWidth.of(head) + 20 else { return [head + text] }
            return MethodHelp.wrap(head + text, width: width, indent: DisplayWidth.of(head), keeping: head)
        }
    }

    private static func object(_ members: [JSONValue.Member], width: Int?) -> [String] {
        var lines: [String] = []
        var simple: [(String, String)] = []
        func flush() {
            lines += aligned(simple, width: width)
            simple = []
        }
        for member in members {
            let key = Plain.line(member.key)
            switch member.value {
            case .object(let inner) where inner.isEmpty: simple.append((key, "-"))
            case .array(let inner) where inner.isEmpty: simple.append((key, "-"))
            case .array(let inner) where !inner.contains { if case .object = $0 { true } else { false } }:
                simple.append((key, cell(member.value, key: member.key)))
            case .object, .array:
                flush()
                lines.append(key)
                lines += Self.lines(member.value, width: width.map { $0 - 2 }).map { $0.isEmpty ? $0 : "  " + $0 }
            default: simple.append((key, cell(member.value, key: member.key)))
            }
        }
        flush()
        return lines
    }

    /// An object without objects in it.
    private static func isFlat(_ value: JSONValue) -> Bool {
        guard case .object(let members) = value else { return true }
        return members.allSatisfy { member in
            switch member.value {
            case .object(let inner): inner.isEmpty
            case .array(let inner):
                isShares(inner) || !inner.contains { if case .object = $0 { true } else { false } }
            default: true
            }
        }
    }

    /// One under the other, an empty line between.
    private static func blocks(_ elements: [JSONValue], width: Int?) -> [String] {
        Array(elements.map { lines($0, width: width) }.joined(separator: [""]))
    }

    private static func isNumber(_ value: JSONValue) -> Bool {
        switch value {
        case .integer, .number: true
        case .string(let text): text.hasSuffix(" %")
        default: false
        }
    }

    private static func list(_ all: [JSONValue], width: Int?) -> [String] {
        let elements = isShares(all) ? all.map(inPercent) : all
        var keys: [String] = []
        for element in elements {
            guard case .object(let members) = element else { return elements.map { cell($0) } }
            for member in members where !keys.contains(member.key) { keys.append(member.key) }
        }
        // A table of things with parts of their own would be wider than any screen.
        guard elements.allSatisfy(isFlat) else { return blocks(elements, width: width) }
        func isTooWide(_ lines: [String], _ width: Int) -> Bool { lines.contains { DisplayWidth.of($0) > width } }
        let whole = table(elements, keys, width: nil)
        guard let width, isTooWide(whole, width) else { return whole }
        // What nobody has gives way first, and is told below.
        let empty = keys.filter { key in elements.allSatisfy { ($0[key] ?? .null) == .null } }
        let shown = empty.count < keys.count ? keys.filter { !empty.contains($0) } : keys
        let natural = table(elements, shown, width: nil).reduce(0) { max($0, DisplayWidth.of($1)) }
        let fitted = table(elements, shown, width: width)
        // Where more than a third would be cut off, or no column can give way, a table shows nothing whole.
        guard natural - width <= natural / 3, !isTooWide(fitted, width) else { return blocks(elements, width: width) }
        guard shown.count < keys.count else { return fitted }
        let left = empty.map { Plain.line($0) }.joined(separator: ", ")
        return fitted + MethodHelp.wrap("(in no entry: \(left))", width: width)
    }

    private static func table(_ elements: [JSONValue], _ keys: [String], width: Int?) -> [String] {
        let columns = keys.map { key in
            let values = elements.compactMap { $0[key] }.filter { $0 != .null }
            return Table.Column(title: Plain.line(key), isRight: !values.isEmpty && values.allSatisfy(isNumber))
        }
        let rows = elements.map { element in keys.map { key in element[key].map { cell($0, key: key) } ?? "" } }
        return Table(columns: columns, rows: rows).lines(width: width)
    }
}
