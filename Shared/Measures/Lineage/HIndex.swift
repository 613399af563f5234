import Columns

/// Foundation h-index: the largest h with h children that each have at least h likes. Of a model its direct children, of
/// an organisation the distinct direct children of its models.
public struct HIndex: Sendable {
    public static let measure = MeasureDefinition(
        "hIndex", unit: "models", "the largest h with h direct children that each have at least h likes")

    /// Of each row of models or organisations.
    public let values: [Int32]
    /// Distinct children of each, and those of them whose likes are known.
    public let children: [Int32]
    public let counted: [Int32]

    /// Of every model.
    public init(models world: World, _ graph: Graph) {
        var values = [Int32](repeating: 0, count: graph.nodeCount)
        var children = values
        var counted = values
        var buckets: [Int32] = []
        for row in 0..<graph.nodeCount {
            let range = graph.childRange(row)
            if range.isEmpty { continue }
            let likes = range.lazy.map { world.models.netLikes[Int(graph.children[$0])] }
            (values[row], counted[row]) = Self.index(likes, &buckets)
            children[row] = Int32(range.count)
        }
        self.values = values
        self.children = children
        self.counted = counted
    }

    /// Of every organisation.
    public init(organizations world: World, _ graph: Graph) {
        let n = world.organizations.count
        var starts = [Int32](repeating: 0, count: n + 1)
        var pairs: [(organization: Int32, likes: Int64)] = []
        var owners: Set<Int32> = []
        for child in 0..<graph.nodeCount {
            owners.removeAll(keepingCapacity: true)
            for e in graph.parentRange(child) {
                let owner = world.organizationRow[Int(graph.parents[e])]
                guard owner != .null, owners.insert(owner).inserted else { continue }
                pairs.append((owner, world.models.netLikes[child]))
                starts[Int(owner) + 1] += 1
            }
        }
        for i in 0..<n { starts[i + 1] += starts[i] }
        var next = starts
        var likes = [Int64](repeating: 0, count: pairs.count)
        for pair in pairs {
            likes[Int(next[Int(pair.organization)])] = pair.likes
            next[Int(pair.organization)] += 1
        }
        var values = [Int32](repeating: 0, count: n)
        var counted = values
        var buckets: [Int32] = []
        for row in 0..<n where starts[row] < starts[row + 1] {
            (values[row], counted[row]) = Self.index(likes[Int(starts[row])..<Int(starts[row + 1])], &buckets)
        }
        self.values = values
        children = (0..<n).map { starts[$0 + 1] - starts[$0] }
        self.counted = counted
    }

    /// By counting: no figure above the number of children matters.
    private static func index(_ likes: some Collection<Int64>, _ buckets: inout [Int32]) -> (Int32, Int32) {
        let most = likes.count
        buckets.removeAll(keepingCapacity: true)
        buckets.append(contentsOf: repeatElement(0, count: most + 1))
        var counted: Int32 = 0
        for value in likes where value != .null {
            counted += 1
            if value > 0 { buckets[Int(min(value, Int64(most)))] += 1 }
        }
        var reached: Int32 = 0
        for h in stride(from: most, to: 0, by: -1) {
            reached += buckets[h]
            if Int(reached) >= h { return (Int32(h), counted) }
        }
        return (0, counted)
    }
}
