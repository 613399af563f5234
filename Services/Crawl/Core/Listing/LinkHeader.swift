/// The `Link` header of a listing page (RFC 8288). Pure.
enum LinkHeader {
    /// The target with the relation `next`, as it stands; nil where there is none.
    /// - Throws: where something stands there that is no link: taken for the end, it would cut the listing short.
    static func next(_ header: String) throws(PageFault) -> String? {
        for link in split(header, at: ",") {
            let parts = split(link, at: ";")
            guard let first = parts.first, !first.isEmpty else { continue }
            guard first.hasPrefix("<"), first.hasSuffix(">") else {
                throw PageFault("its Link header cannot be read")
            }
            for part in parts.dropFirst() {
                let pair = part.split(separator: "=", maxSplits: 1).map(trim)
                guard pair.count == 2, pair[0].lowercased() == "rel" else { continue }
                let relations = pair[1].filter { $0 != "\"" }.lowercased().split(separator: " ")
                if relations.contains("next") { return String(first.dropFirst().dropLast()) }
            }
        }
        return nil
    }

    /// The parts between separators that stand outside of `<...>` and `"..."`, trimmed.
    private static func split(_ text: String, at separator: Character) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isTarget = false
        for character in text {
            switch character {
            case "\"" where !isTarget: isQuoted.toggle()
            case "<" where !isQuoted: isTarget = true
            case ">" where !isQuoted: isTarget = false
            case separator where !isQuoted && !isTarget:
                parts.append("")
                continue
            default: break
            }
            parts[parts.count - 1].append(character)
        }
        return parts.map { trim($0[...]) }
    }

    private static func trim(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
