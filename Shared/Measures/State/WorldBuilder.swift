import Columns
import Domain
import Frameworks

/// Facts -> the state of the world at a valid time: one pass a concern, each a pure step over the columns.
extension World {
    /// - Parameters:
    ///   - facts: everything known up to a batch.
    ///   - asOf: microseconds since 1970; nil: the newest observation or event, the default valid time.
    ///
    /// Facts at a valid time: of each source its latest statement by then. A source's first statement also holds for
    /// the time before it, from the model's creation or release on: when somebody looked is recorded time, not valid
    /// time. What was stated after the newest observation is about the present, so the newest valid time sees it.
    public init(_ facts: Facts, asOf wanted: Int64? = nil) {
        let asOf = wanted ?? facts.newest
        var builder = WorldBuilder(
            facts, asOf: asOf, factsAsOf: asOf == .null || asOf >= facts.newest ? .max : asOf)
        builder.derive()
        self = builder.world()
    }
}

/// The columns of a state, as they are filled row by row.
struct WorldBuilder: Sendable {
    var reader: StateReader
    var identities: Identities
    var publishers: Publishers
    var models = ModelTable()
    var rowOfId: [Int32] = []
    var organizationRow: [Int32] = []
    var joint = JointReleases()
    var graph = Graph(parentStarts: [0], parents: [], relations: [])
    var descendants = Descendants(Graph(parentStarts: [0], parents: [], relations: []))
    /// What deriving dropped and flagged, of the few rows where there was anything.
    var rowTallies: [Int32: RowTally] = [:]
    /// By source: whether anything came from it.
    var sources: [Bool] = []
    var access = AccessCache()
    /// Licences of artifacts, by row.
    var artifactLicenses: [Int32: String] = [:]
    /// When gains of rows change next although nothing comes in, as they were found.
    var expiries: [Expiry] = []

    init(_ facts: Facts, asOf: Int64, factsAsOf: Int64) {
        let order = SourceOrder(facts)
        identities = Identities(facts, order, asOf: factsAsOf)
        publishers = Publishers(facts, order, asOf: factsAsOf)
        reader = StateReader(facts, asOf: asOf, factsAsOf: factsAsOf, order, identities, publishers)
    }

    mutating func derive() {
        findRows()
        let reader = reader
        let count = models.id.count
        var found: [Statement] = []
        models.reserve(count)
        organizationRow.reserveCapacity(count)
        models.name = StringColumn(capacity: count, bytesCapacity: reader.facts.modelNames.bytes.count)
        models.words = reader.facts.words
        var edges = EdgeList(capacity: count)
        var days: [DayAmount] = []
        for row in 0..<count {
            let id = models.id[row]
            reader.choose(id, into: &found)
            append(reader.describe(id, found, &access))
            mark(reader.link(Int32(row), found, rowOfId, into: &edges), row)
            append(reader.measure(id, &days), row)
        }
        describeArtifacts()
        graph = Graph(parentStarts: edges.starts, parents: edges.parents, relations: edges.relations)
        descend()
    }

    /// Cycles, children and descendants from the whole graph.
    mutating func descend() {
        let descendants = Descendants(graph.filtered(\.isWeightsOrUnknown))
        for row in descendants.components.inCycles { models.flags[Int(row)].insert(.cycle) }
        models.derivatives = descendants.direct
        models.descendants = descendants.transitive
        self.descendants = descendants
    }

    /// A row for each identity that anything was said of by then.
    private mutating func findRows() {
        let reader = reader
        let n = reader.facts.modelCount
        var seen = [Bool](repeating: false, count: n)
        var sources = [Bool](repeating: false, count: reader.facts.sources.count)
        var found: [Statement] = []
        for id in 0..<Int32(n) {
            let canonical = reader.canonical[Int(id)]
            if canonical == id {
                reader.choose(id, into: &found)
                if !found.isEmpty { seen[Int(id)] = true }
                for s in found {
                    sources[Int(s.source)] = true
                    for base in reader.bases(of: s) where base.belongs(to: s) {
                        seen[Int(reader.canonical[Int(base.parent)])] = true
                    }
                }
            }
            if reader.markFigures(id, &sources) { seen[Int(canonical)] = true }
        }
        let facts = reader.facts
        for s in facts.organizations { sources[Int(s.source)] = true }
        for artifact in facts.artifacts where reader.factsAsOf == .max {
            seen[Int(reader.canonical[Int(artifact)])] = true
        }
        for deletion in facts.deletions where deletion.at <= reader.factsAsOf {
            seen[Int(reader.canonical[Int(deletion.model)])] = true
        }
        rowOfId = [Int32](repeating: .null, count: n)
        for id in 0..<n where seen[id] {
            rowOfId[id] = Int32(models.id.count)
            models.id.append(Int32(id))
        }
        for id in 0..<n where reader.canonical[id] != Int32(id) {
            rowOfId[id] = rowOfId[Int(reader.canonical[id])]
        }
        self.sources = sources
    }

    /// What was derived, as everybody reads it.
    func world() -> World {
        var aliases: [(id: Int32, row: Int32)] = []
        for (root, ids) in identities.members.sorted(by: { $0.key < $1.key }) where rowOfId[Int(root)] != .null {
            for id in ids { aliases.append((id, rowOfId[Int(root)])) }
        }
        return World(
            asOf: reader.asOf, batch: reader.facts.batch, models: models, rowOfId: rowOfId,
            organizations: publishers.table,
            organizationRow: organizationRow, joint: joint, graph: graph, descendants: descendants, tallies: tallies(),
            sources: reader.facts.sources.indices.filter { sources[$0] }.map { reader.facts.sources[$0] }.sorted(),
            aliases: aliases,
            names: Dictionary(uniqueKeysWithValues: aliases.map { ($0.id, reader.facts.modelNames[Int($0.id)]) }),
            members: identities.members, organizationAliases: publishers.aliases)
    }

    private func tallies() -> World.Tallies {
        var sum = World.Tallies()
        for tally in rowTallies.values {
            sum.selfLoops += tally.selfLoops
            sum.contradictedRelations += tally.contradicted
            sum.doubleEdges += tally.doubleEdges
            sum.falls += tally.falls
            sum.resets += tally.resets
            if let word = tally.unmapped { sum.unmappedLicenses[word, default: 0] += 1 }
        }
        return sum
    }
}

/// When a gain of a row changes although nothing comes in, microseconds since 1970.
struct Expiry: Sendable {
    var row: Int32
    var at: Int64
}

/// What deriving dropped, flagged and counted of one row.
struct RowTally: Sendable, Equatable {
    var selfLoops = 0
    /// Fine-tunings, and those of them that the row's name contradicts.
    var finetunes = 0
    var contradicted = 0
    var doubleEdges = 0
    var falls = 0
    var resets = 0
    /// A licence that nobody has mapped.
    var unmapped: String?

    mutating func add(_ other: RowTally) {
        selfLoops += other.selfLoops
        contradicted += other.contradicted
        doubleEdges += other.doubleEdges
        falls += other.falls
        resets += other.resets
    }
}
