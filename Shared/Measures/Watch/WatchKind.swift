/// What somebody may want to be told of.
public enum WatchKind: String, Sendable, CaseIterable, Comparable {
    /// Another model leads by likes: of all, of a country, a task or a size class.
    case record
    /// One country's share of a series came to exceed another's.
    case crossover
    /// A model states another licence than before, or none any more.
    case license
    /// A model was deleted, or made private.
    case deletion
    /// A model climbs faster than its cohort.
    case climbing
    /// A claim has another verdict.
    case claim
    /// A source has had no news for three times its usual interval.
    case quiet

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    public static func < (a: WatchKind, b: WatchKind) -> Bool { a.place < b.place }

    /// What is found by comparing the columns of two states, in the time a batch takes.
    public var isQuick: Bool { self != .crossover && self != .claim }
}
