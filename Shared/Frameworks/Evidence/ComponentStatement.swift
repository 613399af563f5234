import Domain

/// What one source says of one component.
public struct ComponentStatement: Sendable, Hashable {
    /// How much a source proves.
    public enum Strength: Int, Sendable, CaseIterable, Comparable {
        /// Somebody looked and says so: a framework file, an index, a curator.
        case stated = 0
        /// A hub's listing implies it.
        case listing = 1

        public static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
        public var name: String { self == .stated ? "stated" : "listing" }
    }

    public var component: Component
    /// False: the source says it is not released.
    public var isPresent: Bool
    /// The licence the frameworks judge. nil: not given; `unlicensed` and the empty string: none, and said so.
    public var license: String?
    /// The licence as the source writes it, where that differs: a hub's `apache-2.0` is judged as `Apache-2.0`.
    public var writtenLicense: String?
    public var source: String
    public var at: Timestamp?
    /// Where one can see it.
    public var link: String?
    public var strength: Strength

    public init(
        component: Component, isPresent: Bool = true, license: String? = nil, writtenLicense: String? = nil,
        source: String, at: Timestamp? = nil, link: String? = nil, strength: Strength = .stated
    ) {
        self.component = component
        self.isPresent = isPresent
        self.license = license
        self.writtenLicense = writtenLicense
        self.source = source
        self.at = at
        self.link = link
        self.strength = strength
    }

    /// Whether this one is followed rather than `other`, of another source: the stronger evidence; then the source of
    /// lower rank; then the later; then the name, so that the order of arrival does not matter.
    func isFollowed(before other: ComponentStatement) -> Bool {
        if strength != other.strength { return strength < other.strength }
        let (mine, theirs) = (SourceRank.of(source), SourceRank.of(other.source))
        if mine != theirs { return mine < theirs }
        let (when, otherWhen) = (at?.microseconds ?? .min, other.at?.microseconds ?? .min)
        if when != otherWhen { return when > otherWhen }
        return source.utf8.lexicographicallyPrecedes(other.source.utf8)
    }
}

/// The licences a release gives to whatever has none of its own.
public struct LicenseDefaults: Sendable, Hashable {
    public var code: String?
    public var data: String?
    public var document: String?
    public var distribution: String?

    public init(code: String? = nil, data: String? = nil, document: String? = nil, distribution: String? = nil) {
        self.code = code
        self.data = data
        self.document = document
        self.distribution = distribution
    }

    /// The first name given, of the type's, then of the distribution's licence; empty is not given.
    public func license(for type: Component.ContentType) -> String? {
        let own =
            switch type {
            case .code: code
            case .data: data
            case .document: document
            }
        return [own, distribution].compactMap { $0 }.first { !$0.isEmpty }
    }
}
