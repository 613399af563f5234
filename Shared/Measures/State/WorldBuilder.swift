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
        self = Workers.alone.unstopped { workers throws(Workers.Stopped) in
            try World(facts, asOf: wanted, workers)
        }
    }

    /// The same by several workers, who may be stopped: nobody waits for the state any more.
    ///
    /// - Parameter gains: whether it has the columns of what was gained, and when (`ModelTable.hasGains`).
    public init(
        _ facts: Facts, asOf wanted: Int64? = nil, gains: Bool = true, _ workers: Workers
    ) throws(Workers.Stopped) {
        let asOf = wanted ?? facts.newest
        var builder = try WorldBuilder(
            facts, asOf: asOf, factsAsOf: asOf == .null || asOf >= facts.newest ? .max : asOf, workers)
        try builder.derive(workers, gains: gains)
        self = builder.world()
    }
}

/// The columns of a state, as they are filled row by row.
struct WorldBuilder: Sendable {
    var reader: StateReader
    var identities: Identities
    var publishers: Publishers
    var models = ModelTable()
    var rowOfId = RowsOfIds(RedirectedIds(count: 0))
    var joint = JointReleases()
    var graph = Graph(parentStarts: [0], parents: [], relations: [])
    var descendants = Descendants(Graph(parentStarts: [0], parents: [], relations: []))
    /// What deriving dropped and flagged, of the few rows where there was anything.
    var rowTallies: [Int32: RowTally] = [:] {
        didSet { talliesSummed = nil }
    }
    /// The sum of `rowTallies`, where it is known: most batches change none.
    private var talliesSummed: World.Tallies?
    /// By source: whether anything came from it.
    var sources: [Bool] = []
    var access = AccessCache()
    /// Licences of artifacts, by row.
    var artifactLicenses: [Int32: String] = [:]
    /// What the rows that have changed since were like in the state before.
    var earlier = EarlierModels(unchanged: 0)
    /// When gains of rows change next although nothing comes in, as they were found.
    var expiries: [Expiry] = []

    init(_ facts: Facts, asOf: Int64, factsAsOf: Int64, _ workers: Workers) throws(Workers.Stopped) {
        let order = SourceOrder(facts)
        let who = try workers.map(2) { piece in
            piece == 0
                ? Who.models(Identities(facts, order, asOf: factsAsOf))
                : Who.organizations(Publishers(facts, order, asOf: factsAsOf))
        }
        guard case .models(let identities) = who[0], case .organizations(let publishers) = who[1] else {
            throw Workers.Stopped()
        }
        self.identities = identities
        self.publishers = publishers
        reader = StateReader(facts, asOf: asOf, factsAsOf: factsAsOf, order, identities, publishers)
    }

    private enum Who: Sendable {
        case models(Identities)
        case organizations(Publishers)
    }

    /// Keeps what a row is like before it changes.
    mutating func keep(_ row: Int) { earlier.keep(row, of: models) }

    /// The same of many rows, which costs much less.
    mutating func keep(_ rows: [Int]) { earlier.keep(rows, of: models) }

    /// Cycles, children and descendants from the whole graph.
    mutating func descend() { take(Descendants(graph.filtered(\.isWeightsOrUnknown))) }

    mutating func take(_ descendants: Descendants) {
        for row in descendants.components.inCycles {
            keep(Int(row))
            models.flags[Int(row)].insert(.cycle)
        }
        models.derivatives = descendants.direct
        models.descendants = descendants.transitive
        self.descendants = descendants
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
            organizationRow: OrganizationRows(models.organization, rowOfId: publishers.rowOfId), joint: joint,
            graph: graph, descendants: descendants,
            tallies: talliesSummed ?? tallies(),
            sources: reader.facts.sources.indices.filter { sources[$0] }.map { reader.facts.sources[$0] }.sorted(),
            aliases: aliases,
            names: Dictionary(uniqueKeysWithValues: aliases.map { ($0.id, reader.facts.modelNames[Int($0.id)]) }),
            members: identities.members, organizationAliases: publishers.aliases)
    }

    /// Adds up what was counted of rows, once for all who ask for the state.
    mutating func sumTallies() { talliesSummed = talliesSummed ?? tallies() }

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
        if let word = other.unmapped { unmapped = word }
    }

    /// The flags of what linking found; of fine-tunings it is counted here whether the name contradicts them.
    mutating func settle(_ name: Int32, _ reader: StateReader) -> ModelFlags {
        var flags: ModelFlags = []
        if selfLoops > 0 { flags.insert(.selfLoop) }
        if finetunes > 0, reader.facts.modelNames.withBytes(Int(name), QuantizedName.matches) {
            contradicted = finetunes
            flags.insert(.relationContradicted)
        }
        finetunes = 0
        return flags
    }
}
