import Columns
import Domain
import TestSupport

@testable import Measures

/// A small world of lineage with cycles, ties, deleted and renamed models, self-loops and placeholders, and everything
/// that slow references need to read it by node.
struct RandomLineage {
    static let us = Country(name: "US")!
    static let cn = Country(name: "CN")!
    static let countries: [Country?] = [us, cn, Country(name: "FR")!, .unknown, .other, nil]
    static let licenses = ["mit", "apache-2.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "llama3", "nobody-knows", nil]

    let plain: PlainGraph
    /// Of each edge, beside `plain.edges`.
    let relations: [Relation]
    let owners: [Int]
    let likes: [Int64?]
    let created: [Int32?]
    let licenses: [String?]
    let isPlaceholder: [Bool]
    let world: World
    /// The row of each node.
    let rows: [Int]

    init(seed: Int, nodes: Int? = nil, cycles: Bool = true, placeholders: Bool = true) {
        var random = SplitMix(seed: UInt64(seed))
        let plain = PlainGraph.random(&random, nodes: nodes ?? 3 + random.below(16), cycles: cycles && seed % 2 == 0)
        let n = plain.nodes
        let relations = plain.edges.map { _ in random.pick(Relation.allCases) }
        owners = (0..<n).map { _ in random.below(6) }
        likes = (0..<n).map { _ in random.oneIn(4) ? nil : Int64(random.below(5)) - 1 }
        created = (0..<n).map { _ in random.oneIn(5) ? nil : 20_000 + Int32(random.below(40)) }
        licenses = (0..<n).map { _ in random.pick(Self.licenses) }
        var isPlaceholder = [Bool](repeating: false, count: n)
        let isParent = Set(plain.edges.map(\.parent))
        let isChild = Set(plain.edges.map(\.child))
        for node in 0..<n where placeholders && isParent.contains(node) && !isChild.contains(node) && random.oneIn(3) {
            if likes[node] == nil { isPlaceholder[node] = true }
        }
        let owners = owners
        let flags = (0..<n).map { _ in random.oneIn(5) }
        func name(_ node: Int) -> String { "o\(owners[node])/m\(node)\(flags[node] ? "-FP8" : "")" }
        var sayings: [Saying] = (0..<6).compactMap { i in Self.countries[i].map { .country("o\(i)", $0) } }
        for node in 0..<n where !isPlaceholder[node] {
            var record = Saying.Model(id: name(node), at: at(1))
            record.bases = zip(plain.edges, relations).filter { $0.0.child == node }
                .map { (id: name($0.0.parent), relation: $0.1) }
            if random.oneIn(6) { record.bases.append((id: name(node), relation: .finetune)) }
            record.license = licenses[node]
            record.created = created[node].map { Int64($0) * Timestamp.microsecondsPerDay }
            sayings.append(.model(record))
            if let value = likes[node] { sayings.append(.likes(name(node), value, at(50))) }
            if random.oneIn(6) { sayings.append(.deletion(name(node), source: "huggingface", at: at(2))) }
            if random.oneIn(6) {
                sayings.append(.rename(name(node), name(node) + "-new", source: "huggingface", at: at(3)))
            }
        }
        sayings.append(.likes("o9/last", 1, at(60)))
        let world = World(FactsMaker.facts(sayings.shuffled(using: &random)))
        rows = (0..<n).map { world.row(name($0))! }
        self.plain = plain
        self.relations = relations
        self.isPlaceholder = isPlaceholder
        self.world = world
    }

    /// The edges of a choice, read from the definition.
    func chosen(_ choice: LineageChoice) -> PlainGraph {
        let kept = zip(plain.edges, relations).filter { edge, relation in
            let name = world.models.name[rows[edge.child]]
            let isFlagged = relation == .finetune && name.contains("-FP8")
            return choice.relations.contains(relation) && !(choice.excludeFlagged && isFlagged)
        }
        return PlainGraph(plain.nodes, kept.map { ($0.0.child, $0.0.parent) })
    }

    func country(_ node: Int) -> Country { Self.countries[owners[node]] ?? .unreviewed }

    /// Likes as adoption; nil: not counted.
    func amount(_ node: Int, _ weight: AdoptionWeight) -> Int64? {
        weight == .count ? 1 : likes[node].map { max(0, $0) }
    }

    /// Described nodes.
    var described: [Int] { (0..<plain.nodes).filter { !isPlaceholder[$0] } }

    /// The node of a row; nil: the one beside the graph.
    func node(_ row: Int) -> Int? { rows.firstIndex(of: row) }

    static func choices(_ seed: Int) -> [LineageChoice] {
        var random = SplitMix(seed: UInt64(seed) + 77)
        return [
            .standard, LineageChoice(relations: LineageChoice.Kind.all.relations),
            LineageChoice(relations: LineageChoice.Kind.data.relations),
            LineageChoice(
                relations: Set(Relation.allCases.filter { _ in !random.oneIn(3) }), excludeFlagged: random.oneIn(2)),
        ]
    }
}
