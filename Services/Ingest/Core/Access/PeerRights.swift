/// What a peer may do on the ingest socket.
struct PeerRights: Sendable, Equatable {
    /// May ask questions.
    var mayRead = false
    /// May speak for every source but `curated`.
    var allSources = false
    /// The sources it may speak for.
    var sources: Set<String> = []
    /// May speak for `curated` too.
    var isAdministrator = false

    static let administrator = PeerRights(mayRead: true, allSources: true, isAdministrator: true)

    /// The source that administrators alone speak for.
    static let curated = "curated"

    var mayWrite: Bool { allSources || !sources.isEmpty }
    var isKnown: Bool { mayRead || mayWrite }

    /// Whether it may speak for a source.
    func mayName(_ source: String) -> Bool {
        if isAdministrator { return true }
        if sources.contains(source) { return true }
        return allSources && source != Self.curated
    }

    mutating func formUnion(_ other: PeerRights) {
        mayRead = mayRead || other.mayRead
        allSources = allSources || other.allSources
        isAdministrator = isAdministrator || other.isAdministrator
        sources.formUnion(other.sources)
    }
}
