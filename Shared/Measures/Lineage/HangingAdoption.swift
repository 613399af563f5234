import Columns

/// What hangs on an organisation: the net likes of its models and of the models built directly on them, each model once.
/// This is what shares by country lose while nobody has reviewed where it is based.
public struct HangingAdoption: Sendable {
    public static let measure = MeasureDefinition(
        "hangingAdoption", unit: "likes",
        "net likes of an organization's models and of the models built directly on them, each once")

    /// Of each row of organisations; `.null` where the likes of none of these models are known.
    public let values: [Int64]
    /// Its own models, placeholders included; and the direct children that others publish.
    public let models: [Int32]
    public let children: [Int32]
    /// Of both together those whose likes are known.
    public let counted: [Int32]

    public init(_ world: World, _ graph: Graph) {
        let n = world.organizations.count
        var values = [Int64](repeating: .null, count: n)
        var models = [Int32](repeating: 0, count: n)
        var children = models
        var counted = models
        // An organisation meets a child once, over however many of its models: `met` remembers the child met last.
        var met = [Int32](repeating: -1, count: n)
        for row in 0..<graph.nodeCount {
            let likes = world.models.netLikes[row]
            func count(_ owner: Int) {
                guard likes != .null else { return }
                values[owner] = (values[owner] == .null ? 0 : values[owner]) + likes
                counted[owner] += 1
            }
            let own = world.organizationRow[row]
            if own != .null {
                met[Int(own)] = Int32(row)
                models[Int(own)] += 1
                count(Int(own))
            }
            for e in graph.parentRange(row) {
                let owner = world.organizationRow[Int(graph.parents[e])]
                guard owner != .null, met[Int(owner)] != Int32(row) else { continue }
                met[Int(owner)] = Int32(row)
                children[Int(owner)] += 1
                count(Int(owner))
            }
        }
        (self.values, self.models, self.children, self.counted) = (values, models, children, counted)
    }
}
