import Columns

/// The ancestors of a row, the nearest first; each by its shortest path, of equals the first by the names along it.
///
/// Breadth first, with parents by name: then those of one depth are met in the order of their paths. Rows of the row's
/// own cycle are passed through, but are no ancestors.
struct ShortestPaths {
    private var rows: [Int32]
    /// The place before, on the way from the row; -1 at the row itself.
    private var before: [Int32] = [-1]
    private var seen: Set<Int32>
    private var place = 0
    private let lineage: Lineage
    private let world: World
    private let own: Int

    init(from row: Int, _ world: World, _ lineage: Lineage) {
        rows = [Int32(row)]
        seen = [Int32(row)]
        self.world = world
        self.lineage = lineage
        own = lineage.node(of: row)
    }

    /// The place of the next ancestor; nil: that was the last.
    mutating func next() -> Int? {
        while place < rows.count {
            let here = place
            let graph = lineage.graph
            let parents = graph.parentRange(Int(rows[here])).map { graph.parents[$0] }
                .sorted { world.models.name.isLess(Int($0), Int($1)) }
            for parent in parents where seen.insert(parent).inserted {
                rows.append(parent)
                before.append(Int32(here))
            }
            place += 1
            if lineage.node(of: Int(rows[here])) != own { return here }
        }
        return nil
    }

    func row(_ place: Int) -> Int { Int(rows[place]) }

    /// The rows from the start to a place.
    func path(_ place: Int) -> [Int] {
        var path: [Int] = []
        var next = Int32(place)
        while next >= 0 {
            path.append(Int(rows[Int(next)]))
            next = before[Int(next)]
        }
        return path.reversed()
    }
}
