/// Which source is believed where two contradict each other: the lower rank wins, the loser stays visible.
public enum SourceRank: Int8, Comparable, Sendable {
    case curated = 0
    case correction = 1
    case hub = 2
    case index = 3
    case inferred = 4

    public static func < (a: SourceRank, b: SourceRank) -> Bool { a.rawValue < b.rawValue }

    /// The rank of a source by its name. Names not listed are indexes or catalogues, the widest class.
    public static func of(_ source: String) -> SourceRank {
        switch source {
        case "curated": .curated
        case "corrections", "release-dates", "parameters": .correction
        case "huggingface", "huggingface-webhook": .hub
        case "inferred": .inferred
        default: .index
        }
    }
}
