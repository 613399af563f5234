/// How many columns a text takes on a terminal (after Unicode Annex 11: wide and full-width characters take two).
public enum DisplayWidth {
    public static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    public static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.value < 0x300 { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if first.properties.isEmojiPresentation { return 2 }
        // A sign that is an emoji only by its selector (U+FE0F).
        if first.properties.isEmoji, character.unicodeScalars.contains(where: { $0.value == 0xfe0f }) { return 2 }
        return wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The first part of a text that fits, with an ellipsis where something is cut.
    public static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 1 else { return String(repeating: "…", count: max(width, 0)) }
        var out = ""
        var used = 0
        for character in text {
            let next = of(character)
            if used + next > width - 1 { break }
            out.append(character)
            used += next
        }
        return out + "…"
    }

    /// The first and the last part of a text, with an ellipsis between where something is cut: names of one family
    /// differ at their ends.
    public static func cutInside(_ text: String, to width: Int) -> String {
        guard of(text) > width, width > 8 else { return cut(text, to: width) }
        let end = (width - 1) / 3
        var tail = ""
        var used = 0
        for character in text.reversed() {
            let next = of(character)
            if used + next > end { break }
            tail = String(character) + tail
            used += next
        }
        return cut(text, to: width - used) + tail
    }

    /// The text with spaces up to a width.
    public static func pad(_ text: String, to width: Int, right: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - of(text)))
        return right ? spaces + text : text + spaces
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
        0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6,
        0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
    ]
}
