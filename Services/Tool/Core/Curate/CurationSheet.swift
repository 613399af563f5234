import Sources
import Wire

/// A list of organisations as CSV to be filled in. Pure.
enum CurationSheet {
    /// What the list says beside, for whoever fills it in; nobody reads it back.
    private static let beside = ["value", "models", "derivatives"]

    /// A header and a row an organisation; the day of the data stands as the time of the review.
    static func lines(_ answer: JSONValue) -> [String] {
        let day = answer["asOf"]?.text.map { String($0.prefix(10)) } ?? ""
        var lines = [(OrganizationsAdapter.sheet + ["likes", "models", "derivatives"]).joined(separator: ",")]
        guard case .array(let entries)? = answer["value"] else { return lines }
        for entry in entries {
            let cells = OrganizationsAdapter.sheet.map { column in
                switch column {
                case "organization": cell(entry["id"]?.text ?? "")
                case "at": day
                default: ""
                }
            }
            lines.append((cells + beside.map { number(entry[$0]) }).joined(separator: ","))
        }
        return lines
    }

    private static func number(_ value: JSONValue?) -> String {
        if case .integer(let number)? = value { return String(number) }
        return ""
    }

    /// Quoted where it has to be; an id that begins with # would be a comment otherwise, and one that begins like a formula
    /// would be one to a spreadsheet.
    static func cell(_ text: String) -> String {
        let text = OrganizationsAdapter.isFormula(text) ? "'" + text : text
        guard text.contains(where: { ",\"\r\n#".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
