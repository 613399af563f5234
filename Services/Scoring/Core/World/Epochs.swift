import Columns
import Domain
import Measures
import StoreLedger
import Wire

/// A state of the world as an epoch that can be published.
enum Epochs {
    static func make(_ world: World, number: Int64, generation: Int64) -> ScoreWriter.Epoch {
        let header = EpochHeader(
            number: number, batch: world.batch, generation: generation,
            asOf: world.asOf == .null ? nil : Timestamp(microseconds: world.asOf),
            coverage: Coverage(world).json.jsonText, sources: world.sources)
        var aliases: [ScoreWriter.Alias] = []
        for (id, row) in world.aliases {
            let model = world.models.id[Int(row)]
            aliases.append(.init(sort: 0, id: model, key: ModelName.key(world.names[id] ?? "")))
        }
        for (key, row) in world.organizationAliases {
            aliases.append(.init(sort: 1, id: world.organizations.id[Int(row)], key: key))
        }
        return ScoreWriter.Epoch(
            header: header, models: world.models, organizations: world.organizations, aliases: aliases,
            dependence: matrix(world), definitions: Definitions.all)
    }

    /// The country x country matrix of direct dependence, an entry a relation; every relation set is a sum of these.
    private static func matrix(_ world: World) -> [ScoreWriter.DependenceCell] {
        var counts: [[Dependence.Pair: Int64]] = Array(repeating: [:], count: Relation.allCases.count)
        for child in 0..<world.graph.nodeCount where !world.models.flags[child].contains(.artifact) {
            for e in world.graph.parentRange(child) {
                let parent = Int(world.graph.parents[e])
                let pair = Dependence.Pair(child: world.models.country[child], parent: world.models.country[parent])
                counts[Int(world.graph.relations[e].rawValue)][pair, default: 0] += 1
            }
        }
        var cells: [ScoreWriter.DependenceCell] = []
        for relation in Relation.allCases {
            for (pair, edges) in counts[Int(relation.rawValue)].sorted(by: {
                ($0.key.child.rawValue, $0.key.parent.rawValue) < ($1.key.child.rawValue, $1.key.parent.rawValue)
            }) {
                cells.append(.init(relation: relation, child: pair.child, parent: pair.parent, edges: edges))
            }
        }
        return cells
    }
}
