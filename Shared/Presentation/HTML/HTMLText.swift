import Wire

/// Values as HTML. Pure.
public enum HTMLText {
    /// The most rows of one table.
    public static let mostRows = 100
    /// The longest text of a cell.
    public static let longest = 300

    public static func value(_ value: JSONValue, isShare: Bool = false) -> String {
        switch value {
        case .array(let elements):
            guard !elements.isEmpty else { return "<p class=\"none\">Nothing.</p>" }
            let isTable = elements.allSatisfy { if case .object = $0 { true } else { false } }
            return isTable
                ? table(elements, isShare || ValueView.isShares(elements))
                : "<p><bdi>\(short(ValueView.cell(value)))</bdi></p>"
        case .object(let members):
            let rows = members.map { member in
                "<tr><th scope=\"row\">\(short(member.key))</th><td>\(cell(member.value))</td></tr>"
            }
            return "<div class=\"scroll\"><table>\(rows.joined())</table></div>"
        default: return "<p><bdi>\(short(ValueView.scalar(value)))</bdi></p>"
        }
    }

    private static func table(_ elements: [JSONValue], _ isShare: Bool) -> String {
        var keys: [String] = []
        for case .object(let members) in elements {
            for member in members where !keys.contains(member.key) { keys.append(member.key) }
        }
        let head = keys.map { "<th scope=\"col\">\(short($0))</th>" }.joined()
        let rows = elements.prefix(mostRows).map { element in
            let cells = keys.map { key -> String in
                guard let value = element[key] else { return "<td></td>" }
                guard let number = value.real else { return "<td>\(cell(value))</td>" }
                let text = isShare && key == "value" ? Quantity.percent(number) : ValueView.scalar(value)
                return "<td class=\"n\">\(Markup.escaped(text))</td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let left = elements.count - rows.count
        let more = left > 0 ? "<p>\(Quantity.whole(left)) further entries are not shown.</p>" : ""
        return
            "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table></div>\(more)"
    }

    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .object(let members) where members.isEmpty: return "-"
        case .array(let elements) where elements.isEmpty: return "-"
        case .object: return Self.value(value)
        case .array(let elements):
            if case .object? = elements.first { return Self.value(value) }
            return "<bdi>\(short(ValueView.cell(value)))</bdi>"
        case .string(let text) where text.hasPrefix("https://") && !text.contains(" "):
            return "<a href=\"\(Markup.escaped(text))\" rel=\"noreferrer\">\(short(text))</a>"
        default: return "<bdi>\(short(ValueView.scalar(value)))</bdi>"
        }
    }

    private static func short(_ text: String) -> String { Markup.escaped(DisplayWidth.cut(text, to: longest)) }
}
