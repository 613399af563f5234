/// Foreign text in our sentences: cut short, control characters made visible.
enum Shortened {
    /// The most characters shown.
    static let maximum = 60

    /// The text in single quotes.
    static func quoted(_ text: String) -> String { "'\(plain(text))'" }

    /// The text without quotes.
    static func plain(_ text: String) -> String {
        var out = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            if count == maximum { return out + "..." }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
