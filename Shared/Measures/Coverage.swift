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
        var counts = RowCounts()
        for row in 0..<world.models.count { counts.add(world.models, row, 1) }
        take(counts)
        takeGraph(world)
        takeOrganizations(world, facts)
    }

    /// The coverage of the present from that of the state before: as made anew, at the price of the rows that changed.
    ///
    /// - Parameters:
    ///   - old: its models.
    ///   - before: its coverage.
    public init(_ world: World, after old: EarlierModels, _ before: Coverage) {
        guard let rows = old.rows(of: world.models.count), !old.isOfAnotherDay else {
            self.init(world)
            return
        }
        self = before
        var counts = RowCounts(before)
        var isGraphSame = !old.hasOtherLineage
        for row in rows {
            if row < old.count {
                let place = old.place(of: row)
                counts.add(old.models, place, -1)
                let changed = old.models.flags[place].symmetricDifference(world.models.flags[row])
                if changed.contains(.placeholder) { isGraphSame = false }
            }
            counts.add(world.models, row, 1)
        }
        take(counts)
        if !isGraphSame { takeGraph(world) }
        takeTallies(world)
        takeOrganizations(world, nil)
    }

    /// What is counted of rows, each by itself.
    private struct RowCounts {
        var models = 0
        var placeholders = 0
        var artifacts = 0
        var withoutLicense = 0
        var licensesUnmapped = 0
        var withLikes = 0
        var counterFell = 0
        var counterResets = 0
        var belowFirst = 0
        var withReleaseDate = 0
        var withParameters = 0
        var deleted = 0
        var contradicted = 0
        var access = [Int](repeating: 0, count: Access.allCases.count)
        var country = [Int](repeating: 0, count: 1 << 16)

        init() {}

        init(_ coverage: Coverage) {
            models = coverage.models
            placeholders = coverage.placeholders
            artifacts = coverage.artifacts
            withoutLicense = coverage.withoutLicense
            licensesUnmapped = coverage.licensesUnmapped
            withLikes = coverage.withLikes
            counterFell = coverage.counterFell
            counterResets = coverage.counterResets
            belowFirst = coverage.belowFirst
            withReleaseDate = coverage.withReleaseDate
            withParameters = coverage.withParameters
            deleted = coverage.deleted
            contradicted = coverage.contradicted
            for (value, count) in coverage.byAccess { access[Int(value.rawValue)] = count }
            for (value, count) in coverage.byCountry { country[Int(value.rawValue)] = count }
        }

        /// - Parameter sign: 1, or -1 to take the row out.
        @inline(__always)
        mutating func add(_ table: borrowing ModelTable, _ row: Int, _ sign: Int) {
            let flags = table.flags[row]
            if flags.contains(.artifact) {
                artifacts += sign
                return
            }
            if flags.contains(.placeholder) {
                placeholders += sign
                return
            }
            models += sign
            if table.license[row] == .null { withoutLicense += sign }
            if flags.contains(.licenseUnmapped) { licensesUnmapped += sign }
            access[Int(table.access[row].rawValue)] += sign
            country[Int(table.country[row].rawValue)] += sign
            if table.netLikes[row] != .null { withLikes += sign }
            if flags.contains(.counterFell) { counterFell += sign }
            if flags.contains(.counterReset) { counterResets += sign }
            if let gain = table.gainSinceFirst[row].orNil, gain < 0 { belowFirst += sign }
            if table.released[row] != .null { withReleaseDate += sign }
            if table.parameters[row] != .null { withParameters += sign }
            if flags.contains(.deleted) { deleted += sign }
            if flags.contains(.contradicted) { contradicted += sign }
        }
    }

    private mutating func take(_ counts: RowCounts) {
        models = counts.models
        placeholders = counts.placeholders
        artifacts = counts.artifacts
        withoutLicense = counts.withoutLicense
        licensesUnmapped = counts.licensesUnmapped
        withLikes = counts.withLikes
        counterFell = counts.counterFell
        counterResets = counts.counterResets
        belowFirst = counts.belowFirst
        withReleaseDate = counts.withReleaseDate
        withParameters = counts.withParameters
        deleted = counts.deleted
        contradicted = counts.contradicted
        byAccess = [:]
        byCountry = [:]
        for value in Access.allCases where counts.access[Int(value.rawValue)] > 0 {
            byAccess[value] = counts.access[Int(value.rawValue)]
        }
        for (code, count) in counts.country.enumerated() where count > 0 {
            byCountry[Country(rawValue: UInt16(code))] = count
        }
    }

    private mutating func takeGraph(_ world: World) {
        let graph = world.graph
        edges = graph.edgeCount
        var relations = [Int](repeating: 0, count: Relation.allCases.count)
        for relation in graph.relations { relations[Int(relation.rawValue)] += 1 }
        edgesByRelation = [:]
        for value in Relation.allCases where relations[Int(value.rawValue)] > 0 {
            edgesByRelation[value] = relations[Int(value.rawValue)]
        }
        parents = 0
        parentsUnlisted = 0
        for row in 0..<graph.nodeCount where !graph.childRange(row).isEmpty {
            parents += 1
            if world.models.flags[row].contains(.placeholder) { parentsUnlisted += 1 }
        }
        takeTallies(world)
    }

    private mutating func takeTallies(_ world: World) {
        selfLoops = world.tallies.selfLoops
        cycles = world.descendants.components.cycles
        contradictedRelations = world.tallies.contradictedRelations
        unmappedLicenses = world.tallies.unmappedLicenses
    }

    private mutating func takeOrganizations(_ world: World, _ facts: Facts?) {
        let there = facts.map { OrganizationsThen(world, $0).isThere }
        organizations = 0
        organizationsReviewed = 0
        for row in 0..<world.organizations.count where there?[row] ?? true {
            organizations += 1
            if world.organizations.country[row] != .unreviewed { organizationsReviewed += 1 }
        }
    }
}
