import Columns

/// Direct and transitive descendants of some rows, distinct, by the least number of steps.
///
/// A cycle counts as one node: its members are met together, and none descends from another. The rows themselves, and
/// those of their cycles, are not among their descendants.
public struct DescendantsByDepth: Sendable {
    public static let measure = MeasureDefinition(
        "descendantsByDepth", unit: "models", "distinct descendants of a model, a family or an organization, by depth")

    /// How many rows are met first at each depth; the first entry is depth 1.
    public let byDepth: [Int]
    /// Rows that are met, and described ones among them.
    public let count: Int
    public let described: Int
    /// Starting rows that descend from another of them.
    public let own: Int
    public let starts: Int

    public init(of rows: [Int], in world: World, _ lineage: Lineage) {
        var depthOf: [Int32: Int32] = [:]
        var frontier: [Int32] = []
        for row in rows where depthOf.updateValue(0, forKey: Int32(lineage.node(of: row))) == nil {
            frontier.append(Int32(lineage.node(of: row)))
        }
        let startNodes = Set(frontier)
        var below: Set<Int32> = []
        var byDepth: [Int] = []
        var (count, described) = (0, 0)
        var depth: Int32 = 0
        while !frontier.isEmpty {
            depth += 1
            var next: [Int32] = []
            var met = 0
            for node in frontier {
                for row in lineage.members(of: Int(node)) {
                    for e in lineage.graph.childRange(Int(row)) {
                        let child = Int32(lineage.node(of: Int(lineage.graph.children[e])))
                        if child == node { continue }
                        if startNodes.contains(child) { below.insert(child) }
                        guard depthOf[child] == nil else { continue }
                        depthOf[child] = depth
                        next.append(child)
                        let members = lineage.members(of: Int(child))
                        met += members.count
                        described += members.count { !world.models.flags[Int($0)].contains(.placeholder) }
                    }
                }
            }
            if met > 0 { byDepth.append(met) }
            count += met
            frontier = next
        }
        self.byDepth = byDepth
        self.count = count
        self.described = described
        // What descends from a start only by way of others is met on the way too: every node below is expanded.
        own = rows.count { below.contains(Int32(lineage.node(of: $0))) }
        starts = rows.count
    }

    /// The rows of an organisation, or only its roots: what nothing is above of, which is its family.
    public static func rows(ofOrganization organization: Int, rootsOnly: Bool, in world: World, _ lineage: Lineage)
        -> [Int]
    {
        (0..<world.models.count).filter {
            Int(world.organizationRow[$0]) == organization && (!rootsOnly || lineage.isRoot(lineage.node(of: $0)))
        }
    }
}
