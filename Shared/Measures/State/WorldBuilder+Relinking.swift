import Columns
import Domain

extension WorldBuilder {
    /// New lineage of some rows, those from `first` on being new.
    ///
    /// - Returns: false: a row has lost its reason to be.
    mutating func relink(_ rows: [Int], _ edges: EdgeList, first: Int) -> Bool {
        var isOld = false
        for (i, row) in rows.enumerated() where row < first {
            let range = Int(edges.starts[i])..<Int(edges.starts[i + 1])
            let old = graph.parentRange(row)
            if graph.parents[old] != edges.parents[range] || graph.relations[old] != edges.relations[range] {
                isOld = true
            }
        }
        if !isOld, first == models.count { return true }
        earlier.hasOtherLineage = true
        if isOld {
            let before = graph
            graph = replaced(rows, edges, first: first)
            // A parent nobody describes is there only as long as somebody names it.
            for row in rows where row < first {
                for e in before.parentRange(row) {
                    let parent = Int(before.parents[e])
                    if models.flags[parent].contains(.placeholder), graph.childRange(parent).isEmpty { return false }
                }
            }
        } else {
            extend(rows, edges, first: first)
            if descend(from: first) { return true }
        }
        descendAgain(first: first)
        return true
    }

    /// Puts the new rows' edges at the end of the graph.
    private mutating func extend(_ rows: [Int], _ edges: EdgeList, first: Int) {
        var (starts, parents, relations) = (graph.parentStarts, graph.parents, graph.relations)
        // Appended where they lie; of children nothing is read.
        graph = Graph(parentStarts: [0], parents: [], relations: [])
        for (i, row) in rows.enumerated() where row >= first {
            let range = Int(edges.starts[i])..<Int(edges.starts[i + 1])
            parents.append(contentsOf: edges.parents[range])
            relations.append(contentsOf: edges.relations[range])
            starts.append(Int32(parents.count))
        }
        graph = Graph(parentStarts: starts, parents: parents, relations: relations)
    }

    /// The graph with other edges of some rows.
    private func replaced(_ rows: [Int], _ edges: EdgeList, first: Int) -> Graph {
        var list = EdgeList(capacity: models.count)
        list.parents.reserveCapacity(graph.edgeCount + edges.parents.count)
        list.relations.reserveCapacity(graph.edgeCount + edges.parents.count)
        var i = 0
        for row in 0..<models.count {
            if i < rows.count, rows[i] == row {
                let range = Int(edges.starts[i])..<Int(edges.starts[i + 1])
                list.parents.append(contentsOf: edges.parents[range])
                list.relations.append(contentsOf: edges.relations[range])
                i += 1
            } else {
                list.parents.append(contentsOf: graph.parents[graph.parentRange(row)])
                list.relations.append(contentsOf: graph.relations[graph.parentRange(row)])
            }
            list.starts.append(Int32(list.parents.count))
        }
        return Graph(parentStarts: list.starts, parents: list.parents, relations: list.relations)
    }

    /// Children and descendants after new rows have come, none of which is a parent of an older one: each ancestor has one
    /// descendant more.
    ///
    /// - Returns: false, and nothing is changed: the new rows descend from each other in a circle.
    private mutating func descend(from first: Int) -> Bool {
        let graph = graph
        // Parents before children, as components are numbered.
        var ordered: [Int] = []
        var state = [Int8](repeating: 0, count: models.count - first)
        for row in first..<models.count {
            var stack = [row]
            while let top = stack.last {
                if state[top - first] == 2 {
                    stack.removeLast()
                    continue
                }
                let isSecond = state[top - first] == 1
                state[top - first] = isSecond ? 2 : 1
                if isSecond {
                    ordered.append(top)
                    stack.removeLast()
                    continue
                }
                for e in graph.parentRange(top) where graph.relations[e].isWeightsOrUnknown {
                    let parent = Int(graph.parents[e])
                    guard parent >= first, state[parent - first] != 2 else { continue }
                    if state[parent - first] == 1 { return false }
                    stack.append(parent)
                }
            }
        }
        // The same columns are held twice, and are changed where they lie.
        (descendants.direct, descendants.transitive) = ([], [])
        for _ in first..<models.count {
            models.derivatives.append(0)
            models.descendants.append(0)
            descendants.components.component.append(0)
        }
        for row in ordered {
            descendants.components.component[row] = Int32(descendants.components.count)
            descendants.components.count += 1
            var seen: Set<Int32> = []
            var stack = [Int32(row)]
            while let node = stack.popLast() {
                for e in graph.parentRange(Int(node)) where graph.relations[e].isWeightsOrUnknown {
                    let parent = graph.parents[e]
                    keep(Int(parent))
                    if node == Int32(row) { models.derivatives[Int(parent)] += 1 }
                    guard seen.insert(parent).inserted else { continue }
                    models.descendants[Int(parent)] += 1
                    stack.append(parent)
                }
            }
        }
        descendants.direct = models.derivatives
        descendants.transitive = models.descendants
        return true
    }

    /// Children, descendants and cycles from the whole graph.
    private mutating func descendAgain(first: Int) {
        let before = (models.derivatives, models.descendants)
        for row in descendants.components.inCycles {
            keep(Int(row))
            models.flags[Int(row)].remove(.cycle)
        }
        descend()
        for row in 0..<min(first, before.0.count)
        where before.0[row] != models.derivatives[row] || before.1[row] != models.descendants[row] {
            earlier.keep(row, of: models, derivatives: before.0[row], descendants: before.1[row])
        }
    }
}
