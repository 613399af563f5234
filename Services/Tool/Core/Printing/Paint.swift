/// Colours for a terminal, and only there. Pure, beside the question whether there are any.
enum Paint {
    /// The header bold, an answer that is none yellow, the names of what stands below dim.
    static func answer(_ lines: [String]) -> [String] {
        let foot = lines.lastIndex(of: "") ?? lines.count
        return lines.enumerated().map { place, line in
            if place == 0 { return line.hasPrefix("no answer") ? code(33, line) : code(1, line) }
            guard place > foot, let gap = line.range(of: "  "), line.first != " " else { return line }
            return code(2, String(line[..<gap.lowerBound])) + line[gap.lowerBound...]
        }
    }

    /// The header bold, what is wrong red.
    static func status(_ lines: [String]) -> [String] {
        lines.enumerated().map { place, line in
            if place == 0 { return code(1, line) }
            return line.hasPrefix("! ") ? code(31, line) : line
        }
    }

    /// The kind of an event bold.
    static func event(_ line: String, kind: String) -> String {
        guard let place = line.firstRange(of: kind) else { return line }
        return line[..<place.lowerBound] + code(1, kind) + line[place.upperBound...]
    }

    private static func code(_ number: Int, _ text: String) -> String { "\u{1b}[\(number)m\(text)\u{1b}[0m" }
}

extension String {
    /// The first place of a part.
    fileprivate func range(of part: String) -> Range<String.Index>? { firstRange(of: part) }
}
