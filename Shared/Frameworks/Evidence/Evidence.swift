import Domain

/// One component after all sources were heard.
public struct SettledComponent: Sendable, Hashable {
    public var component: Component
    /// The statement that was followed; nil: nobody says anything.
    public var followed: ComponentStatement?
    /// What other sources say, and what the followed one said before, in order of preference.
    public var others: [ComponentStatement]
    /// The licence that holds, the release's defaults applied; nil: none.
    public var license: String?
    public var state: ComponentState
}

/// How a model can be had, as sources say.
public struct AccessEvidence: Sendable, Hashable {
    public var stated: Access?
    public var license: ResolvedLicense
    /// nil: nobody says.
    public var gated: Bool?
    public var weightsKnownPresent: Bool
    public var source: String
    public var at: Timestamp?

    public init(
        stated: Access? = nil, license: ResolvedLicense = .notStated, gated: Bool? = nil, weightsKnownPresent: Bool,
        source: String, at: Timestamp? = nil
    ) {
        self.stated = stated
        self.license = license
        self.gated = gated
        self.weightsKnownPresent = weightsKnownPresent
        self.source = source
        self.at = at
    }

    /// The value of Epoch AI's vocabulary that follows.
    public var access: Access {
        AccessRule.access(stated: stated, license: license, gated: gated, weightsKnownPresent: weightsKnownPresent)
    }
}

/// All that is known of a model's openness: the one thing every framework reads.
public struct Evidence: Sendable {
    /// Every statement, in the order of arrival.
    public let statements: [ComponentStatement]
    /// A release's own licences, by source.
    public let defaults: [String: LicenseDefaults]
    public let access: AccessEvidence?
    /// Scores that others gave, as imported.
    public let scores: [ImportedScores]
    /// Names that no component has, as sources write them: ignored and reported.
    public let unknownComponents: [String]
    /// Who is followed for a component against the usual order, to see what that would change.
    let preferred: [Component: ComponentStatement]

    /// All 17, ids ascending.
    public let components: [SettledComponent]
    public let states: ComponentStates

    public init(
        statements: [ComponentStatement] = [], defaults: [String: LicenseDefaults] = [:],
        access: AccessEvidence? = nil, scores: [ImportedScores] = [], unknownComponents: [String] = []
    ) {
        self.init(
            statements: statements, defaults: defaults, access: access, scores: scores,
            unknownComponents: unknownComponents, preferred: [:])
    }

    init(
        statements: [ComponentStatement], defaults: [String: LicenseDefaults], access: AccessEvidence?,
        scores: [ImportedScores], unknownComponents: [String], preferred: [Component: ComponentStatement]
    ) {
        self.statements = statements
        self.defaults = defaults
        self.access = access
        self.scores = scores
        self.unknownComponents = unknownComponents
        self.preferred = preferred
        let byComponent = Dictionary(grouping: statements, by: \.component)
        var states = ComponentStates()
        components = Component.allCases.map { component in
            let settled = Self.settle(component, byComponent[component] ?? [], preferred[component], defaults)
            states[component] = settled.state
            return settled
        }
        self.states = states
    }

    public subscript(component: Component) -> SettledComponent {
        components.first { $0.component == component }
            ?? SettledComponent(component: component, followed: nil, others: [], license: nil, state: .missing)
    }

    /// The same evidence, following this statement for its component.
    public func following(_ statement: ComponentStatement) -> Evidence {
        var preferred = self.preferred
        preferred[statement.component] = statement
        return Evidence(
            statements: statements, defaults: defaults, access: access, scores: scores,
            unknownComponents: unknownComponents, preferred: preferred)
    }

    /// The names of all sources, each once, bytewise.
    public var sources: [String] {
        var names = Set(statements.map(\.source)).union(scores.map(\.source))
        if let access { names.insert(access.source) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension Evidence {
    private static func settle(
        _ component: Component, _ statements: [ComponentStatement], _ preferred: ComponentStatement?,
        _ defaults: [String: LicenseDefaults]
    ) -> SettledComponent {
        // Of one source the latest holds; of equal times, as in a file, the last entry, whole.
        var current: [String: Int] = [:]
        for (index, statement) in statements.enumerated() {
            if let old = current[statement.source], let oldAt = statements[old].at,
                (statement.at ?? Timestamp(microseconds: .min)) < oldAt
            {
                continue
            }
            current[statement.source] = index
        }
        var ordered = current.values.sorted().map { statements[$0] }
        ordered.sort { $0.isFollowed(before: $1) }
        ordered += statements.indices.filter { !current.values.contains($0) }.map { statements[$0] }
        if let preferred, let index = ordered.firstIndex(of: preferred) {
            ordered.insert(ordered.remove(at: index), at: 0)
        }
        let followed = ordered.first
        let license = followed.flatMap { effectiveLicense($0, defaults[$0.source]) }
        let state: ComponentState =
            if followed?.isPresent != true {
                .missing
            } else if let license {
                MOFLicenses.isOpen(license) ? .included : .invalid
            } else {
                .unlicensed
            }
        return SettledComponent(
            component: component, followed: followed, others: Array(ordered.dropFirst()), license: license,
            state: state)
    }

    /// The licence that holds: its own if given, `unlicensed` and empty being none without fallback; else the
    /// release's, where `unlicensed` is none too.
    static func effectiveLicense(_ statement: ComponentStatement, _ defaults: LicenseDefaults?) -> String? {
        let license = statement.license ?? defaults?.license(for: statement.component.contentType)
        return license.flatMap { $0.isEmpty || $0 == "unlicensed" ? nil : $0 }
    }
}
