import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Dependence")
struct DependenceTests {
    static let us = Country(name: "US")!
    static let cn = Country(name: "CN")!
    static let fr = Country(name: "FR")!

    /// us/a rests on cn/base and us/base; us/b on cn/base; us/c on nobody/x (unreviewed) and open/y (unknown);
    /// us/d on far/z (other); fr/e on us/a.
    static let sayings: [Saying] = [
        .country("us", us), .country("cn", cn), .country("fr", fr), .country("open", .unknown), .country("far", .other),
        .model("us/base", 0), .model("cn/base", 0), .model("us/a", 1, [("cn/base", .merge), ("us/base", .merge)]),
        .model("us/b", 1, [("cn/base", .finetune)]),
        .model("us/c", 1, [("nobody/x", .quantized), ("open/y", .adapter)]), .model("us/d", 1, [("far/z", .unknown)]),
        .model("fr/e", 1, [("us/a", .finetune)]), .model("us/f", 1, [("cn/data", .generatedBy)]),
        .likes("us/a", 30, at(2)), .likes("us/b", 5, at(2)), .likes("us/d", 0, at(2)), .likes("fr/e", 3, at(2)),
    ]
    static let world = World(FactsMaker.facts(sayings))

    @Test("shares are over parents of known country; other is known, unknown and unreviewed are not")
    func shares() {
        let d = Dependence(.init(of: Self.us), in: Self.world)
        #expect(d.known(of: Self.us) == 4)
        #expect(d.all(of: Self.us) == 6)
        #expect(d.shares(of: Self.us).map { "\($0.parent.name) \($0.value)" } == ["CN 0.5", "US 0.25", "other 0.25"])
        #expect(d.shares(of: Self.cn).isEmpty)
    }

    @Test("data lineage counts only when it is asked for")
    func relations() {
        let all = Dependence(.init(of: Self.us, relations: Set(Relation.allCases)), in: Self.world)
        #expect(all.cells[.init(child: Self.us, parent: Self.cn)] == 3)
        let merges = Dependence(.init(of: Self.us, relations: [.merge]), in: Self.world)
        #expect(merges.all(of: Self.us) == 2)
        #expect(Dependence(.init(of: Self.us, relations: []), in: Self.world).cells.isEmpty)
    }

    @Test("scopes leave out edges within an organisation, within a country")
    func scopes() {
        let w = Self.world
        #expect(w.shares(.init(of: Self.us, scope: .crossOrganization)) == ["CN 2.0", "other 1.0"])
        #expect(w.shares(.init(of: Self.us, scope: .foreign)) == ["CN 2.0", "other 1.0"])
        let foreign = Dependence(.init(of: Self.us, scope: .foreign), in: w)
        #expect(foreign.all(of: Self.us) == 5)
    }

    @Test("weighted by likes, an edge weighs what its child has; nothing where nothing is known")
    func weights() {
        #expect(Self.world.shares(.init(of: Self.us, weight: .likes)) == ["CN 35.0", "US 30.0"])
        #expect(Self.world.shares(.init(of: Self.us, weight: .downloads)).isEmpty)
    }

    @Test("roots: each child counts once, handed to its roots evenly over all paths")
    func roots() {
        let w = Self.world
        // a: half CN, half US; b: CN; c: half unreviewed, half unknown; d: other.
        let us = Dependence(.init(of: Self.us, attribution: .root), in: w)
        #expect(us.known(of: Self.us) == 3)
        #expect(us.all(of: Self.us) == 4)
        #expect(w.shares(.init(of: Self.us, attribution: .root)) == ["CN 1.5", "other 1.0", "US 0.5"])
        #expect(w.shares(.init(of: Self.fr, attribution: .root)) == ["CN 0.5", "US 0.5"])
    }

    @Test("brute force over all paths agrees, on random worlds", arguments: 0..<60)
    func bruteForce(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let countries: [Country?] = [Self.us, Self.cn, Self.fr, .unknown, .other, nil]
        var sayings: [Saying] = (0..<6).map { .country("o\($0)", countries[$0]) }
        let plain = PlainGraph.random(&random, nodes: 3 + random.below(20), cycles: false)
        let owners = (0..<plain.nodes).map { _ in random.below(6) }
        let likes = (0..<plain.nodes).map { _ in Int64(random.below(5)) }
        let relations = plain.edges.map { _ in random.pick(Relation.allCases) }
        // Some are joint releases; whose country nobody knows are one part together.
        let partners = (0..<plain.nodes).map { _ in
            (0..<(seed % 2 == 0 && random.oneIn(2) ? 3 : 0)).map { _ in random.below(6) }
        }
        func parts(_ node: Int) -> [Country] {
            let all = ([owners[node]] + partners[node]).map { countries[$0] ?? .unreviewed }
            let unknown = all.filter { !$0.isKnown }.min { $0.rawValue < $1.rawValue }
            let parts = Set(all.map { $0.isKnown ? $0 : unknown! })
            return parts.count > 1 ? Array(parts) : [all[0]]
        }
        func name(_ node: Int) -> String { "o\(owners[node])/m\(node)" }
        for node in 0..<plain.nodes {
            let bases = zip(plain.edges, relations).filter { $0.0.child == node }.map { (name($0.0.parent), $0.1) }
            var record = Saying.Model(id: name(node), at: at(0), bases: bases.map { (id: $0.0, relation: $0.1) })
            if !partners[node].isEmpty {
                record.organizations = ([owners[node]] + partners[node]).map { "o\($0)" }
            }
            sayings += [.model(record), .likes(name(node), likes[node], at(1))]
        }
        let world = World(FactsMaker.facts(sayings.shuffled(using: &random)))
        let chosen = Set(Relation.allCases.filter { _ in !random.oneIn(3) })
        let edges = zip(plain.edges, relations).filter { chosen.contains($0.1) }.map(\.0)
        for attribution in Dependence.Attribution.allCases {
            for scope in Dependence.Scope.allCases {
                for weight in [Dependence.Weight.count, .likes] {
                    var expected: [Dependence.Pair: Double] = [:]
                    func add(_ child: Int, _ parent: Int, _ share: Double) {
                        if scope == .crossOrganization, owners[child] == owners[parent] { return }
                        let (of, on) = (parts(child), parts(parent))
                        let part = share / Double(of.count * on.count)
                        for a in of {
                            for b in on where scope != .foreign || a != b {
                                expected[.init(child: a, parent: b), default: 0] +=
                                    part * (weight == .count ? 1 : Double(likes[child]))
                            }
                        }
                    }
                    /// Walks every path up, splitting evenly at each step.
                    func climb(_ child: Int, _ node: Int, _ share: Double) {
                        let parents = edges.filter { $0.child == node }.map(\.parent)
                        if parents.isEmpty, node != child { add(child, node, share) }
                        for parent in parents { climb(child, parent, share / Double(parents.count)) }
                    }
                    for child in 0..<plain.nodes {
                        if attribution == .root {
                            climb(child, child, 1)
                        } else {
                            for edge in edges where edge.child == child { add(child, edge.parent, 1) }
                        }
                    }
                    let found = Dependence(
                        .init(of: nil, relations: chosen, attribution: attribution, scope: scope, weight: weight),
                        in: world)
                    for pair in Set(expected.keys).union(found.cells.keys) {
                        #expect(abs((expected[pair] ?? 0) - (found.cells[pair] ?? 0)) < 1e-9)
                    }
                    for country in [Self.us, Self.cn, .unreviewed] where found.known(of: country) > 0 {
                        let shares = found.shares(of: country)
                        #expect(abs(shares.reduce(0) { $0 + $1.value } - 1) < 1e-12)
                        let coverage = found.known(of: country) / found.all(of: country)
                        #expect(coverage > 0 && coverage <= 1)
                        // One country asked for is the same as its row of the matrix.
                        let one = Dependence(
                            .init(
                                of: country, relations: chosen, attribution: attribution, scope: scope, weight: weight),
                            in: world)
                        #expect(one.cells == found.cells.filter { $0.key.child == country })
                    }
                }
            }
        }
    }
}
