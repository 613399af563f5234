import Wire

/// Rows as text: newline-delimited JSON, or CSV by RFC 4180. A line never carries its line break; whoever writes a file
/// ends lines of CSV with CR LF, those of JSON with LF.
enum ExportFormat: String {
    case ndjson, csv

    func line(_ columns: [String], _ values: [JSONValue]) -> String {
        switch self {
        case .ndjson: JSONValue.object(zip(columns, values).map { .init($0, $1) }).jsonText
        case .csv: values.map(Self.field).joined(separator: ",")
        }
    }

    /// The first line of a file; JSON has none.
    func header(_ columns: [String]) -> String? {
        self == .csv ? columns.map { Self.quoted($0) }.joined(separator: ",") : nil
    }

    /// Null is an empty field, an empty string a quoted one; lists and objects are JSON text.
    static func field(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text.isEmpty ? "\"\"" : quoted(text)
        case .bool, .integer, .number: value.jsonText
        case .array, .object: quoted(value.jsonText)
        }
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 != 0x22 && $0 != 0x2c && $0 != 0x0d && $0 != 0x0a }
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
