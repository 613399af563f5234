import Domain

/// Scores that somebody else gave a model or its developer, item by item: an edition of a yearly index, a page of the
/// European index.
public struct ImportedScores: Sendable, Hashable {
    /// The framework that knows the items: `fmti`, `osai`, `sixItems`.
    public var framework: String
    /// The edition as published: `2025`, `twelve`.
    public var edition: String
    /// Item id and points, as published.
    public var items: [Item]
    public var source: String
    public var at: Timestamp?
    public var link: String?

    public struct Item: Sendable, Hashable {
        public var id: String
        /// nil: the source leaves it open.
        public var points: Double?

        public init(id: String, points: Double?) {
            self.id = id
            self.points = points
        }
    }

    public init(
        framework: String, edition: String, items: [Item], source: String, at: Timestamp? = nil, link: String? = nil
    ) {
        self.framework = framework
        self.edition = edition
        self.items = items
        self.source = source
        self.at = at
        self.link = link
    }
}

extension Evidence {
    /// The scores for a framework, of one edition or any: the latest; of equal times the last.
    func scores(_ framework: String, edition: String? = nil) -> ImportedScores? {
        var best: ImportedScores?
        for candidate in scores
        where candidate.framework == framework && edition.map({ $0 == candidate.edition }) ?? true {
            if let at = best?.at, (candidate.at ?? Timestamp(microseconds: .min)) < at { continue }
            best = candidate
        }
        return best
    }
}
