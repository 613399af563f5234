/// Every format, by its id.
public enum Adapters {
    public static let all: [any SourceAdapter.Type] = [
        HuggingFaceAdapter.self, RegionsAdapter.self, HELMAdapter.self, MTEBAdapter.self, SeriesAdapter.self,
        MOFAdapter.self,
    ]

    /// The adapter of a format; throws with the nearest name where there is none.
    public static func named(_ format: String, file: String = "") throws(SourceError) -> any SourceAdapter.Type {
        if let adapter = all.first(where: { $0.format == format }) { return adapter }
        let names = all.map { $0.format }
        let nearest = nearest(to: format).map { "; did you mean '\($0)'?" } ?? "."
        throw SourceError(
            code: .formatUnknown, file: file, path: "format",
            message: "no format \(shown(format))\(nearest) Formats: \(names.joined(separator: ", "))")
    }

    /// The format whose name is nearest, if one is near.
    public static func nearest(to format: String) -> String? {
        let format = format.lowercased()
        let ranked = all.map { ($0.format, distance(Array(format.utf8), Array($0.format.utf8))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
        if best.1 <= max(2, best.0.utf8.count / 3) { return best.0 }
        return all.map { $0.format }.first { !format.isEmpty && ($0.hasPrefix(format) || format.hasPrefix($0)) }
    }

    /// What a file is, told from its first bytes (64 KiB are enough); its name is looked at last.
    public static func detect(_ prefix: [UInt8], fileName: String) -> Detection {
        Detection.detect(prefix, fileName: fileName)
    }

    /// Edits between two names (Levenshtein).
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
