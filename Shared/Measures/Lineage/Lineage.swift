import Columns
import Domain

/// The lineage one question is about: the edges it chose, and the nodes that cycles of them are collapsed into.
///
/// Nodes are numbered so that every parent's number is below its children's; a node is one row, or all rows of a cycle,
/// of which the first by name stands for it.
public struct Lineage: Sendable {
    public let choice: LineageChoice
    /// The chosen edges, between rows.
    public let graph: Graph
    public let components: Components
    /// Edges left out because their child's name contradicts them.
    public let leftOut: Int
    /// The row that stands for each node.
    let rows: [Int32]
    /// Whether a node is a cycle; empty where no node is.
    let isCycle: [Bool]
    /// The rows of each cycle, by name.
    private let cycles: [Int32: [Int32]]

    public init(_ world: World, _ choice: LineageChoice = .standard) {
        let names = world.models.name
        let chosen = ChosenEdges(world, choice)
        // The same edges make the same nodes, and part of what has no cycles has none: then the same order will do.
        let known = world.descendants.components
        let isPart = chosen.graph.relations.allSatisfy(\.isWeightsOrUnknown)
        let isSame = choice == .standard || (isPart && chosen.graph.edgeCount == world.standardEdgeCount)
        self.init(
            choice, chosen.graph, isSame || (isPart && known.cycles == 0) ? known : Components(chosen.graph),
            leftOut: chosen.leftOut, isFirst: { names.isLess(Int($0), Int($1)) })
    }

    /// - Parameter isFirst: the order that says which row of a cycle stands for it.
    init(
        _ choice: LineageChoice, _ graph: Graph, _ components: Components, leftOut: Int,
        isFirst: (Int32, Int32) -> Bool
    ) {
        self.choice = choice
        self.graph = graph
        self.components = components
        self.leftOut = leftOut
        var rows = [Int32](repeating: -1, count: components.count)
        rows.withUnsafeMutableBufferPointer { rows in
            components.component.withUnsafeBufferPointer { component in
                for row in 0..<component.count { rows[Int(component[row])] = Int32(row) }
            }
        }
        var isCycle: [Bool] = []
        var cycles: [Int32: [Int32]] = [:]
        if components.cycles > 0 {
            isCycle = [Bool](repeating: false, count: components.count)
            for row in components.inCycles { cycles[components.component[Int(row)], default: []].append(row) }
            for (node, members) in cycles {
                let sorted = members.sorted(by: isFirst)
                cycles[node] = sorted
                rows[Int(node)] = sorted[0]
                isCycle[Int(node)] = true
            }
        }
        self.rows = rows
        self.isCycle = isCycle
        self.cycles = cycles
    }

    /// How many nodes there are.
    public var nodeCount: Int { rows.count }

    /// The node of a row.
    public func node(of row: Int) -> Int { Int(components.component[row]) }

    /// The row that stands for a node.
    public func row(of node: Int) -> Int { Int(rows[node]) }

    /// The rows of a node, by name: more than one where it is a cycle.
    public func members(of node: Int) -> [Int32] {
        isCycle.isEmpty || !isCycle[node] ? [rows[node]] : cycles[Int32(node)] ?? [rows[node]]
    }

    /// The nodes above a node, once an edge: none for a root.
    @inline(__always)
    func forEachParent(of node: Int, _ body: (_ parent: Int) -> Void) {
        if isCycle.isEmpty || !isCycle[node] {
            for e in graph.parentRange(Int(rows[node])) { body(Int(components.component[Int(graph.parents[e])])) }
        } else {
            forEachParent(ofCycle: node, body)
        }
    }

    @inline(never)
    private func forEachParent(ofCycle node: Int, _ body: (_ parent: Int) -> Void) {
        for row in members(of: node) {
            for e in graph.parentRange(Int(row)) {
                let parent = Int(components.component[Int(graph.parents[e])])
                if parent != node { body(parent) }
            }
        }
    }

    /// The nodes for a loop over all of them. Only valid in the body.
    func withNodes<T>(_ body: (LineageNodes) -> T) -> T {
        rows.withUnsafeBufferPointer { rows in
            graph.parentStarts.withUnsafeBufferPointer { starts in
                graph.parents.withUnsafeBufferPointer { parents in
                    components.component.withUnsafeBufferPointer { component in
                        isCycle.withUnsafeBufferPointer { isCycle in
                            body(
                                LineageNodes(
                                    rows: rows, starts: starts, parents: parents, component: component,
                                    isCycle: isCycle))
                        }
                    }
                }
            }
        }
    }

    /// Whether nothing is above a node.
    func isRoot(_ node: Int) -> Bool {
        if isCycle.isEmpty || !isCycle[node] { return graph.parentRange(Int(rows[node])).isEmpty }
        var found = false
        forEachParent(ofCycle: node) { _ in found = true }
        return !found
    }
}

/// Where the nodes of a lineage and what is above them lie.
struct LineageNodes {
    let rows: UnsafeBufferPointer<Int32>
    let starts: UnsafeBufferPointer<Int32>
    let parents: UnsafeBufferPointer<Int32>
    let component: UnsafeBufferPointer<Int32>
    /// Empty where no node is a cycle.
    let isCycle: UnsafeBufferPointer<Bool>

    /// The row that stands for the node above one that is a single row with at most one edge up; nil for any other.
    ///
    /// Some row is read and told where there is none: whether there is one is as good as random, and to guess wrong costs
    /// more than to look for nothing.
    @inline(__always)
    func fewParents(of node: Int) -> (isNone: Bool, parent: Int)? {
        if !isCycle.isEmpty, isCycle[node] { return nil }
        let row = Int(rows[node])
        guard !parents.isEmpty else { return (true, row) }
        let start = Int(starts[row])
        let count = Int(starts[row + 1]) - start
        guard count <= 1 else { return nil }
        let parent = Int(parents[min(start, parents.count - 1)])
        return (count == 0, isCycle.isEmpty ? parent : Int(rows[Int(component[parent])]))
    }
}

extension World {
    /// How many edges the standard choice keeps.
    fileprivate var standardEdgeCount: Int { graph.relations.count(where: \.isWeightsOrUnknown) }
}

/// The edges of the world that a choice keeps.
struct ChosenEdges {
    var graph: Graph
    var leftOut = 0

    init(_ world: World, _ choice: LineageChoice) {
        let whole = world.graph
        let filter = EdgeFilter(choice, world.models.flags)
        guard !filter.keepsAll(of: whole) else {
            graph = whole
            return
        }
        var starts: [Int32] = [0]
        starts.reserveCapacity(whole.nodeCount + 1)
        var parents: [Int32] = []
        var relations: [Relation] = []
        parents.reserveCapacity(whole.edgeCount)
        relations.reserveCapacity(whole.edgeCount)
        for child in 0..<whole.nodeCount {
            if whole.parentStarts[child] == whole.parentStarts[child + 1] {
                starts.append(Int32(parents.count))
                continue
            }
            for e in whole.parentRange(child) where filter.isChosen(whole.relations[e]) {
                if filter.isLeftOut(whole.relations[e], ofChild: child) {
                    leftOut += 1
                    continue
                }
                parents.append(whole.parents[e])
                relations.append(whole.relations[e])
            }
            starts.append(Int32(parents.count))
        }
        graph =
            parents.count == whole.edgeCount
            ? whole : Graph(parentStarts: starts, parents: parents, relations: relations)
    }
}
