import Columns
import Domain
import Frameworks

/// What is known of the openness of every model of a world: facts in, evidence out.
public struct OpennessReading: Sendable {
    public let facts: Facts
    public let world: World
    /// Facts stated by then hold; a source's first statement also holds for the time before it.
    let factsAsOf: Int64
    let order: SourceOrder
    /// Places in `facts.components` by row, oldest first.
    private var components: [Int32: [Int32]] = [:]
    private var modelScores: [Int32: [ImportedScores]] = [:]
    private var organizationScores: [Int32: [ImportedScores]] = [:]
    /// The type of each artifact of lineage.
    let artifactTypes: [Int32: String]

    /// - Parameter scores: what indexes give, as the documents of the facts have it.
    public init(_ facts: Facts, _ world: World, scores: [ScoresStatement] = []) {
        self.facts = facts
        self.world = world
        factsAsOf = world.asOf == .null || world.asOf >= facts.newest ? .max : world.asOf
        order = SourceOrder(facts)
        var types: [Int32: (key: Key, type: String)] = [:]
        for s in facts.artifactStatements {
            let key = Key(at: s.at, place: order.places[Int(s.source)], batch: s.batch)
            if let old = types[s.node], key < old.key { continue }
            types[s.node] = (key, s.type)
        }
        artifactTypes = types.mapValues(\.type)
        gatherComponents()
        gatherScores(scores)
    }

    private struct Key: Comparable {
        var at: Int64
        var place: Int
        var batch: Int64
        static func < (a: Key, b: Key) -> Bool { (a.at, a.place, a.batch) < (b.at, b.place, b.batch) }
    }

    /// All that is known of one model's openness.
    public func evidence(_ row: Int) -> Evidence {
        let listing = listing(row)
        return Evidence(
            statements: components(row) + listing.statements, access: listing.access, scores: scores(row))
    }

    /// Whether more is known of a model than what catalogues list: components that somebody looked for, or scores.
    public func isReviewed(_ row: Int) -> Bool { components[Int32(row)] != nil || !scores(row).isEmpty }

    /// Whether somebody looked for components.
    public func hasComponents(_ row: Int) -> Bool { components[Int32(row)] != nil }

    /// The ids of a row's identity.
    func members(_ row: Int) -> [Int32] {
        let canonical = world.models.id[row]
        return world.members[canonical] ?? [canonical]
    }

    func word(_ id: Int32) -> String? { id == .null ? nil : facts.words[Int(id)] }

    private mutating func gatherComponents() {
        // By row, component and source: those stated by then, else the first.
        struct Told: Hashable {
            var row: Int32
            var component: Int16
            var source: Int16
        }
        var told: [Told: [Int32]] = [:]
        for (place, s) in facts.components.enumerated() where Component(rawValue: Int(s.component)) != nil {
            guard Int(s.model) < world.rowOfId.count, let row = world.rowOfId[Int(s.model)].orNil else { continue }
            let key = Told(row: row, component: s.component, source: s.source)
            if let first = told[key]?.first {
                let old = facts.components[Int(first)].at
                if s.at <= factsAsOf, old > factsAsOf {
                    told[key] = []
                } else if s.at > factsAsOf {
                    guard old > factsAsOf, s.at <= old else { continue }
                    if s.at < old { told[key] = [] }
                }
            }
            told[key, default: []].append(Int32(place))
        }
        for (key, places) in told { components[key.row, default: []] += places }
        for row in components.keys {
            components[row]?.sort { a, b in
                let (x, y) = (facts.components[Int(a)], facts.components[Int(b)])
                let (mine, theirs) = (order.places[Int(x.source)], order.places[Int(y.source)])
                if (x.at, mine, x.batch) != (y.at, theirs, y.batch) {
                    return (x.at, mine, x.batch) < (y.at, theirs, y.batch)
                }
                // One source on two names of one model at one time: by name; on one name the later record holds.
                return x.model == y.model ? a < b : facts.modelNames.isLess(Int(x.model), Int(y.model))
            }
        }
    }

    private func components(_ row: Int) -> [Frameworks.ComponentStatement] {
        (components[Int32(row)] ?? []).compactMap { place in
            let s = facts.components[Int(place)]
            return Component(rawValue: Int(s.component)).map {
                Frameworks.ComponentStatement(
                    component: $0, isPresent: s.isPresent, license: s.license,
                    source: facts.sources[Int(s.source)], at: Timestamp(microseconds: s.at), link: s.evidence)
            }
        }
    }
}

/// Scores that an index gives, as a document of the facts has them.
public struct ScoresStatement: Sendable {
    public enum Subject: Sendable, Equatable {
        /// Any of a model's names.
        case model(String)
        /// A name, an alias or a display name.
        case organization(String)
    }

    public var subject: Subject
    public var scores: ImportedScores

    public init(subject: Subject, scores: ImportedScores) {
        self.subject = subject
        self.scores = scores
    }
}

extension OpennessReading {
    /// A model's scores and its developer's, oldest first. An edition that did not exist yet is not there: scores are
    /// not carried back.
    func scores(_ row: Int) -> [ImportedScores] {
        if modelScores.isEmpty, organizationScores.isEmpty { return [] }
        let own = modelScores[Int32(row)] ?? []
        let publisher = world.organizationRow[row].orNil.flatMap { organizationScores[$0] } ?? []
        return publisher + own
    }

    private mutating func gatherScores(_ statements: [ScoresStatement]) {
        let then = statements.filter { ($0.scores.at?.microseconds ?? .min) <= factsAsOf }.sorted { a, b in
            let (x, y) = (a.scores, b.scores)
            if x.at != y.at { return (x.at?.microseconds ?? .min) < (y.at?.microseconds ?? .min) }
            return (y.source, y.framework, y.edition) < (x.source, x.framework, x.edition)
        }
        guard !then.isEmpty else { return }
        let models = Self.rows(
            ofModels: then.compactMap { if case .model(let name) = $0.subject { name } else { nil } }, facts, world)
        var organizations: [String: Int32]?
        for statement in then {
            switch statement.subject {
            case .model(let name):
                guard let row = models[ModelName.key(name)] else { continue }
                modelScores[Int32(row), default: []].append(statement.scores)
            case .organization(let name):
                if organizations == nil { organizations = organizationNames() }
                guard let row = organizations?[ModelName.key(name)] else { continue }
                organizationScores[row, default: []].append(statement.scores)
            }
        }
    }

    /// The rows of models by any of their names, by identity key, in one pass over all names.
    public static func rows(ofModels names: [String], _ facts: Facts, _ world: World) -> [String: Int] {
        let wanted = Set(names.map { ModelName.key($0) })
        let lengths = Set(wanted.map(\.utf8.count))
        var rows: [String: Int] = [:]
        guard !wanted.isEmpty else { return rows }
        for id in 0..<min(facts.modelCount, world.rowOfId.count) where world.rowOfId[id] != .null {
            guard facts.modelNames.withBytes(id, { lengths.contains($0.count) }) else { continue }
            let key = ModelName.key(facts.modelNames[id])
            if wanted.contains(key) { rows[key] = Int(world.rowOfId[id]) }
        }
        return rows
    }

    /// Rows of organizations by id, by alias, and by display name where only one organization has it.
    private func organizationNames() -> [String: Int32] {
        var rows: [String: Int32] = [:]
        for alias in world.organizationAliases where alias.row != .null { rows[alias.key] = alias.row }
        for (row, name) in world.organizations.name.enumerated() { rows[ModelName.key(name)] = Int32(row) }
        var shown: [String: Set<Int32>] = [:]
        for s in facts.organizations {
            guard let name = s.name, let row = rows[ModelName.key(facts.organizationNames[Int(s.organization)])] else {
                continue
            }
            shown[ModelName.key(name), default: []].insert(row)
        }
        for (name, found) in shown where found.count == 1 && rows[name] == nil { rows[name] = found.first }
        return rows
    }
}
