import Domain

/// Something that is so in one state of the world and was not in an earlier one. It stands for itself: names, no rows.
public struct WatchEvent: Sendable, Equatable {
    /// One figure or word.
    public enum Value: Sendable, Equatable {
        case text(String)
        case whole(Int64)
    }

    public var kind: WatchKind
    /// What it is about: a model, a claim, a source, `CN over US`.
    public var subject: String
    /// Within what: `overall`, `country CN`, `task text-generation`, `sizeClass 5-10`; a series; a cohort.
    public var scope: String?
    public var model: String?
    public var organization: String?
    /// The countries it is about.
    public var countries: [Country]
    public var before: Value?
    public var after: Value?
    /// Valid time, microseconds since 1970; nil where no single instant is meant.
    public var at: Int64?
    /// In a sentence.
    public var text: String

    public init(
        _ kind: WatchKind, _ subject: String, scope: String? = nil, model: String? = nil, organization: String? = nil,
        countries: [Country] = [], before: Value? = nil, after: Value? = nil, at: Int64? = nil, text: String
    ) {
        self.kind = kind
        self.subject = subject
        self.scope = scope
        self.model = model
        self.organization = organization
        self.countries = countries
        self.before = before
        self.after = after
        self.at = at
        self.text = text
    }

    /// By kind, then subject and scope bytewise.
    public static func isBefore(_ a: WatchEvent, _ b: WatchEvent) -> Bool {
        if a.kind != b.kind { return a.kind < b.kind }
        if a.subject != b.subject { return a.subject.utf8.lexicographicallyPrecedes(b.subject.utf8) }
        return (a.scope ?? "").utf8.lexicographicallyPrecedes((b.scope ?? "").utf8)
    }
}

extension WatchEvent {
    /// About one model of a state.
    init(
        _ kind: WatchKind, row: Int, of world: World, scope: String? = nil, before: Value? = nil, after: Value? = nil,
        at: Int64? = nil, text: String
    ) {
        let organization = world.organizationRow[row].orNil.map { world.organizations.name[Int($0)] }
        let name = world.models.name[row]
        self.init(
            kind, name, scope: scope, model: name, organization: organization, countries: [world.models.country[row]],
            before: before, after: after, at: at.flatMap(\.orNil), text: text)
    }
}
