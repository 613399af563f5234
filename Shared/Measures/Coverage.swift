import Columns
import Domain

/// What the current state holds and what it lacks: the counts behind every share's coverage.
public struct Coverage: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "coverage", unit: "models", "what is known of the world, and what is not")
    public static let definition = measure.id

    /// Identities that a source described, artifacts apart.
    public var models = 0
    /// Identities that only children name.
    public var placeholders = 0
    public var artifacts = 0
    public var edges = 0
    public var edgesByRelation: [Relation: Int] = [:]
    /// Distinct parents, and those of them that are placeholders.
    public var parents = 0
    public var parentsUnlisted = 0
    public var selfLoops = 0
    public var cycles = 0
    public var contradictedRelations = 0
    /// Models whose sources state no licence; state one nobody has mapped.
    public var withoutLicense = 0
    public var licensesUnmapped = 0
    public var unmappedLicenses: [String: Int] = [:]
    public var byAccess: [Access: Int] = [:]
    public var byCountry: [Country: Int] = [:]
    public var organizations = 0
    public var organizationsReviewed = 0
    public var withLikes = 0
    /// Models with a counter that fell at least once; whose counted likes are below those of the first sight.
    public var counterFell = 0
    public var belowFirst = 0
    public var counterResets = 0
    public var withReleaseDate = 0
    public var withParameters = 0
    public var deleted = 0
    public var contradicted = 0

    /// - Parameter facts: what the world was derived from; nil for the present, which holds every organisation.
    public init(_ world: World, _ facts: Facts? = nil) {
        let table = world.models
        var access = [Int](repeating: 0, count: Access.allCases.count)
        var country = [Int](repeating: 0, count: 1 << 16)
        for row in 0..<table.count {
            let flags = table.flags[row]
            if flags.contains(.artifact) {
                artifacts += 1
                continue
            }
            if flags.contains(.placeholder) {
                placeholders += 1
                continue
            }
            models += 1
            if table.license[row] == .null { withoutLicense += 1 }
            if flags.contains(.licenseUnmapped) { licensesUnmapped += 1 }
            access[Int(table.access[row].rawValue)] += 1
            country[Int(table.country[row].rawValue)] += 1
            if table.netLikes[row] != .null { withLikes += 1 }
            if flags.contains(.counterFell) { counterFell += 1 }
            if flags.contains(.counterReset) { counterResets += 1 }
            if let gain = table.gainSinceFirst[row].orNil, gain < 0 { belowFirst += 1 }
            if table.released[row] != .null { withReleaseDate += 1 }
            if table.parameters[row] != .null { withParameters += 1 }
            if flags.contains(.deleted) { deleted += 1 }
            if flags.contains(.contradicted) { contradicted += 1 }
        }
        for value in Access.allCases where access[Int(value.rawValue)] > 0 {
            byAccess[value] = access[Int(value.rawValue)]
        }
        for (code, count) in country.enumerated() where count > 0 { byCountry[Country(rawValue: UInt16(code))] = count }
        let graph = world.graph
        edges = graph.edgeCount
        var relations = [Int](repeating: 0, count: Relation.allCases.count)
        for relation in graph.relations { relations[Int(relation.rawValue)] += 1 }
        for value in Relation.allCases where relations[Int(value.rawValue)] > 0 {
            edgesByRelation[value] = relations[Int(value.rawValue)]
        }
        for row in 0..<graph.nodeCount where !graph.childRange(row).isEmpty {
            parents += 1
            if table.flags[row].contains(.placeholder) { parentsUnlisted += 1 }
        }
        selfLoops = world.tallies.selfLoops
        cycles = world.descendants.components.cycles
        contradictedRelations = world.tallies.contradictedRelations
        unmappedLicenses = world.tallies.unmappedLicenses
        let there = facts.map { OrganizationsThen(world, $0).isThere }
        for row in 0..<world.organizations.count where there?[row] ?? true {
            organizations += 1
            if world.organizations.country[row] != .unreviewed { organizationsReviewed += 1 }
        }
    }
}
