import Columns
import Domain

/// What a choice of edges comes to: stands beside every answer about lineage.
public struct LineageSummary: Sendable, Equatable {
    public let choice: LineageChoice
    /// The edges that count.
    public var edges: Int
    /// Edges left out because their child's name contradicts them.
    public var leftOut: Int
    /// Cycles that were collapsed.
    public var cycles: Int
    /// Models in them.
    public var inCycles: Int

    init(_ choice: LineageChoice, edges: Int, leftOut: Int, _ components: Components) {
        self.choice = choice
        self.edges = edges
        self.leftOut = leftOut
        cycles = components.cycles
        inCycles = components.inCycles.count
    }

    public init(_ lineage: Lineage) {
        self.init(lineage.choice, edges: lineage.graph.edgeCount, leftOut: lineage.leftOut, lineage.components)
    }

    /// Without the lineage itself, which is only made where its cycles are not known.
    public init(_ world: World, _ choice: LineageChoice) {
        let isPart = choice.relations.allSatisfy(\.isWeightsOrUnknown)
        let known = world.descendants.components
        guard choice == .standard || (isPart && known.cycles == 0) else {
            self.init(Lineage(world, choice))
            return
        }
        let filter = EdgeFilter(choice, world.models.flags)
        let graph = world.graph
        var edges = 0
        var leftOut = 0
        if choice.excludeFlagged {
            for child in 0..<graph.nodeCount {
                for e in graph.parentRange(child) where filter.isChosen(graph.relations[e]) {
                    if filter.isLeftOut(graph.relations[e], ofChild: child) { leftOut += 1 } else { edges += 1 }
                }
            }
        } else {
            // Without a branch an edge: whether it counts is as good as random.
            graph.relations.withUnsafeBufferPointer { relations in
                for relation in relations { edges += filter.isChosen(relation) ? 1 : 0 }
            }
        }
        self.init(choice, edges: edges, leftOut: leftOut, known)
    }
}
