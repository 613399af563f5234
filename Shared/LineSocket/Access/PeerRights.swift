/// What a peer may do on a socket.
public struct PeerRights: Sendable, Equatable {
    /// May ask questions.
    public var mayRead = false
    /// May speak for every source but `curated`.
    public var allSources = false
    /// The sources it may speak for.
    public var sources: Set<String> = []
    /// May speak for `curated` too.
    public var isAdministrator = false

    /// Neither may it ask nor write.
    public init() {}

    init(mayRead: Bool = false, allSources: Bool = false, isAdministrator: Bool = false) {
        self.mayRead = mayRead
        self.allSources = allSources
        self.isAdministrator = isAdministrator
    }

    /// May do everything.
    public static let administrator = PeerRights(mayRead: true, allSources: true, isAdministrator: true)

    /// The source that administrators alone speak for.
    public static let curated = "curated"

    /// Whether it may speak for some source.
    public var mayWrite: Bool { allSources || !sources.isEmpty }
    /// Whether it may do anything at all.
    public var isKnown: Bool { mayRead || mayWrite }

    /// Whether it may speak for a source.
    public func mayName(_ source: String) -> Bool {
        if isAdministrator { return true }
        if sources.contains(source) { return true }
        return allSources && source != Self.curated
    }

    /// Adds the rights of another entry.
    public mutating func formUnion(_ other: PeerRights) {
        mayRead = mayRead || other.mayRead
        allSources = allSources || other.allSources
        isAdministrator = isAdministrator || other.isAdministrator
        sources.formUnion(other.sources)
    }
}
