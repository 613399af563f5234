/// Foreign text for a person's terminal: nothing in it can move the cursor, colour or hide anything.
public enum Plain {
    /// In one line: line breaks become spaces, other control characters are made visible.
    public static func line(_ text: String) -> String { clean(text, keepingBreaks: false) }

    /// With its line breaks.
    public static func lines(_ text: String) -> String { clean(text, keepingBreaks: true) }

    private static func clean(_ text: String, keepingBreaks: Bool) -> String {
        if text.unicodeScalars.allSatisfy({ isPlain($0) }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isPlain(scalar) {
                out.append(scalar)
            } else if scalar == "\n", keepingBreaks {
                out.append(scalar)
            } else if scalar == "\n" || scalar == "\t" {
                out.append(" ")
            } else {
                out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            }
        }
        return String(out)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        // Joiners are part of scripts and emoji; what turns the direction of a line can hide text.
        case .format: scalar.value == 0x200c || scalar.value == 0x200d || (0xe0020...0xe007f).contains(scalar.value)
        default: true
        }
    }
}
