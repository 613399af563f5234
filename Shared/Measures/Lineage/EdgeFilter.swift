import Columns
import Domain

/// Whether a choice keeps an edge, asked of one edge at a time.
struct EdgeFilter: Sendable {
    private let mask: UInt16
    /// Whether edges that are stated as finetunes are left out where the child's name contradicts it.
    private let skipsFinetunes: Bool
    private let flags: Column<ModelFlags>

    /// - Parameter flags: of the world's models.
    init(_ choice: LineageChoice, _ flags: Column<ModelFlags>) {
        mask = choice.mask
        skipsFinetunes = choice.excludeFlagged && choice.relations.contains(.finetune)
        self.flags = flags
    }

    /// Whether every edge of a graph is kept.
    func keepsAll(of graph: Graph) -> Bool { !skipsFinetunes && graph.relations.allSatisfy(isChosen) }

    @inline(__always)
    func isChosen(_ relation: Relation) -> Bool { mask >> UInt16(relation.rawValue) & 1 == 1 }

    /// Whether an edge of a chosen relation is left out after all: the child's name contradicts it.
    @inline(__always)
    func isLeftOut(_ relation: Relation, ofChild child: Int) -> Bool {
        skipsFinetunes && relation == .finetune && flags[child].contains(.relationContradicted)
    }

    @inline(__always)
    func keeps(_ relation: Relation, ofChild child: Int) -> Bool {
        isChosen(relation) && !isLeftOut(relation, ofChild: child)
    }
}
