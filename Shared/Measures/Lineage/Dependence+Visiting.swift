import Columns
import Domain

extension Dependence {
    /// A child and a parent (or root), each of one country, and how much of the child's weight falls on them.
    struct WeightedEdge {
        var child: Int
        var parent: Int
        var childCountry: Country
        var parentCountry: Country
        var weight: Int64
        /// In units of `ExactSum.one`.
        var share: Int64
    }

    /// Every child and parent (or root) in the question's scope, with the child's weight and the share of it. Where either
    /// is a joint release, once for each country of the child and each of the parent, in equal parts.
    @inline(__always)
    static func visit(
        _ question: Question, _ world: World, _ lineage: Lineage?, _ body: (_ edge: WeightedEdge) -> Void
    ) {
        let roots: Roots? = question.attribution == .root ? lineage.map(Roots.init) : nil
        let graph = lineage?.graph ?? ChosenEdges(world, question.lineage).graph
        let scope = question.scope
        let flags = world.models.flags
        let weights = question.weight.column(world)
        let hasJoint = !world.joint.isEmpty
        world.models.organization.withUnsafeBufferPointer { organization in
            world.models.country.withUnsafeBufferPointer { country in
                @inline(__always)
                func keep(_ edge: WeightedEdge) {
                    switch scope {
                    case .all: break
                    case .crossOrganization:
                        let own = organization[edge.child]
                        if own == organization[edge.parent], own != .null { return }
                    case .foreign: if edge.childCountry == edge.parentCountry { return }
                    }
                    body(edge)
                }
                @inline(__always)
                func take(_ child: Int, _ parent: Int, _ weight: Int64, _ share: Int64) {
                    let edge = WeightedEdge(
                        child: child, parent: parent, childCountry: country[child], parentCountry: country[parent],
                        weight: weight, share: share)
                    if hasJoint, flags[child].union(flags[parent]).contains(.jointRelease) {
                        forEachPart(edge, question.of, world, keep)
                    } else {
                        keep(edge)
                    }
                }
                for child in 0..<graph.nodeCount {
                    if let of = question.of, country[child] != of {
                        guard hasJoint, world.joint.countries(child, flags[child])?.contains(of) == true else {
                            continue
                        }
                    }
                    if roots == nil, graph.parentStarts[child] == graph.parentStarts[child + 1] { continue }
                    if flags[child].contains(.artifact) { continue }
                    let weight = weights.map { max(0, $0[child]) } ?? 1
                    if weight == 0 { continue }
                    if let roots {
                        roots.forEachExact(child) { root, share in take(child, root, weight, share) }
                    } else {
                        for e in graph.parentRange(child) {
                            take(child, Int(graph.parents[e]), weight, ExactSum.one)
                        }
                    }
                }
            }
        }
    }

    /// The parts of an edge of which an end is a joint release; of one country of the child where one is asked for.
    @inline(never)
    private static func forEachPart(
        _ edge: WeightedEdge, _ of: Country?, _ world: World, _ body: (WeightedEdge) -> Void
    ) {
        let flags = world.models.flags
        let children = world.joint.countries(edge.child, flags[edge.child]) ?? [edge.childCountry]
        let parents = world.joint.countries(edge.parent, flags[edge.parent]) ?? [edge.parentCountry]
        var part = edge
        part.share = JointReleases.part(JointReleases.part(edge.share, of: children.count), of: parents.count)
        for child in children where of.map({ $0 == child }) ?? true {
            for parent in parents {
                part.childCountry = child
                part.parentCountry = parent
                body(part)
            }
        }
    }
}
