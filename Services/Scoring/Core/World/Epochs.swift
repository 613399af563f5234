import Columns
import Domain
import Measures
import StoreLedger
import Wire

/// A state of the world as an epoch that can be published.
enum Epochs {
    /// The epoch before, with what it was made from.
    struct Before {
        var epoch: ScoreWriter.Epoch
        var coverage: Coverage
        /// Its models, as far as the later ones differ.
        var models: EarlierModels
    }

    /// - Parameter before: nil where it is not known what differs: everything is counted anew.
    static func make(
        _ world: World, number: Int64, generation: Int64, before: Before? = nil
    ) -> (epoch: ScoreWriter.Epoch, coverage: Coverage) {
        let coverage =
            before.map { Coverage(world, after: $0.models, $0.coverage) } ?? Coverage(world)
        let header = EpochHeader(
            number: number, batch: world.batch, generation: generation,
            asOf: world.asOf == .null ? nil : Timestamp(microseconds: world.asOf),
            coverage: coverage.json.jsonText, sources: world.sources)
        var aliases: [ScoreWriter.Alias] = []
        for (id, row) in world.aliases {
            let model = world.models.id[Int(row)]
            aliases.append(.init(sort: 0, id: model, key: ModelName.key(world.names[id] ?? "")))
        }
        for (key, row) in world.organizationAliases {
            aliases.append(.init(sort: 1, id: world.organizations.id[Int(row)], key: key))
        }
        let epoch = ScoreWriter.Epoch(
            header: header, models: world.models, organizations: world.organizations, aliases: aliases,
            dependence: before.flatMap { matrixBefore($0, world) } ?? matrix(world), definitions: Definitions.all)
        return (epoch, coverage)
    }

    /// The matrix of the epoch before, where nothing that it counts has changed.
    private static func matrixBefore(_ before: Before, _ world: World) -> [ScoreWriter.DependenceCell]? {
        let old = before.models
        guard !old.hasOtherLineage, old.count == world.models.count, let rows = old.rows(of: world.models.count),
            rows.allSatisfy({
                let place = old.place(of: $0)
                return old.models.country[place] == world.models.country[$0]
                    && !old.models.flags[place].symmetricDifference(world.models.flags[$0]).contains(.artifact)
            })
        else { return nil }
        return before.epoch.dependence
    }

    /// The country x country matrix of direct dependence, an entry a relation; every relation set is a sum of these.
    private static func matrix(_ world: World) -> [ScoreWriter.DependenceCell] {
        // Countries as numbers in order of appearance: a cell is found by arithmetic.
        var numberOf = [Int32](repeating: -1, count: 1 << 16)
        var countries: [Country] = []
        for country in world.models.country where numberOf[Int(country.rawValue)] < 0 {
            numberOf[Int(country.rawValue)] = Int32(countries.count)
            countries.append(country)
        }
        let n = countries.count
        var counts = [Int64](repeating: 0, count: Relation.allCases.count * n * n)
        for child in 0..<world.graph.nodeCount where !world.models.flags[child].contains(.artifact) {
            let from = Int(numberOf[Int(world.models.country[child].rawValue)]) * n
            for e in world.graph.parentRange(child) {
                let to = Int(numberOf[Int(world.models.country[Int(world.graph.parents[e])].rawValue)])
                counts[Int(world.graph.relations[e].rawValue) * n * n + from + to] += 1
            }
        }
        let ordered = countries.indices.sorted { countries[$0].rawValue < countries[$1].rawValue }
        var cells: [ScoreWriter.DependenceCell] = []
        for relation in Relation.allCases {
            for child in ordered {
                for parent in ordered {
                    let edges = counts[Int(relation.rawValue) * n * n + child * n + parent]
                    if edges == 0 { continue }
                    cells.append(
                        .init(relation: relation, child: countries[child], parent: countries[parent], edges: edges))
                }
            }
        }
        return cells
    }
}
