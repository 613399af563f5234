import Columns
import Domain
import Measures
import Wire

/// `model.lineage`: what a model comes from, or what comes from it, breadth first.
struct ModelLineageMethod: StateMethod {
    var readsGains: Bool { false }

    static let definition = "lineage/1"

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let row = try state.row(ofModel: parameters.string("id") ?? "")
        let world = state.world
        let down = parameters.string("direction") == "descendants"
        let choice = try parameters.lineageChoice()
        let limit = Int(parameters.integer("limit") ?? 100)
        let offset = try Cursor.offset(parameters, of: state)
        let nodes = Self.walk(
            world, from: row, down: down, choice, depth: Int(parameters.integer("depth") ?? 10))
        let page = nodes.dropFirst(offset).prefix(limit)
        let value = page.map { node -> JSONValue in
            let flags = world.models.flags[node.row]
            var members: [JSONValue.Member] = [
                .init("id", .string(world.models.name[node.row])), .init("relation", .string(node.relation.name)),
                .init("depth", .integer(Int64(node.depth))),
                .init(down ? "parent" : "child", .string(world.models.name[node.from])),
                .init("country", .string(world.models.country[node.row].name)),
                .init("access", .string(world.models.access[node.row].name)),
                .init("placeholder", .bool(flags.contains(.placeholder))),
            ]
            if flags.contains(.cycle) { members.append(.init("cycle", true)) }
            if flags.contains(.relationContradicted) { members.append(.init("relationContradicted", true)) }
            return .object(members)
        }
        var answer = state.answer(.array(value), unit: "models", definition: Self.definition, parameters)
        answer.parameters = AskedState.parameters(answer.parameters, choice)
        answer.numerator = .integer(Int64(nodes.count))
        answer.denominator = .integer(Int64(nodes.count))
        answer.denominatorText = "distinct \(down ? "descendants" : "ancestors") within the depth"
        let described = nodes.count { !world.models.flags[$0.row].contains(.placeholder) }
        answer.coverage = nodes.isEmpty ? nil : Double(described) / Double(nodes.count)
        if nodes.isEmpty {
            answer.reason = "no source names \(down ? "a child" : "a parent") of this model by these relations"
        }
        if offset + page.count < nodes.count { answer.cursor = Cursor.make(offset + page.count, parameters, of: state) }
        var counts: [Int: Int64] = [:]
        for node in nodes { counts[node.depth, default: 0] += 1 }
        answer.more = [
            .init(
                "byDepth",
                .object(counts.sorted { $0.key < $1.key }.map { .init(String($0.key), .integer($0.value)) }))
        ]
        return answer
    }

    private struct Node {
        var row: Int
        var from: Int
        var relation: Relation
        var depth: Int
    }

    private static func walk(
        _ world: World, from start: Int, down: Bool, _ choice: LineageChoice, depth: Int
    ) -> [Node] {
        let graph = world.graph
        var nodes: [Node] = []
        var seen: Set<Int> = [start]
        var frontier = [start]
        var level = 1
        while !frontier.isEmpty, level <= depth {
            var next: [Int] = []
            // By name, and each level by name: rows are numbered by arrival.
            let first = nodes.count
            for from in frontier {
                for e in down ? graph.childRange(from) : graph.parentRange(from) {
                    let relation = down ? graph.childRelations[e] : graph.relations[e]
                    let row = Int(down ? graph.children[e] : graph.parents[e])
                    guard choice.relations.contains(relation) else { continue }
                    if choice.excludeFlagged, relation == .finetune,
                        world.models.flags[down ? row : from].contains(.relationContradicted)
                    {
                        continue
                    }
                    guard seen.insert(row).inserted else { continue }
                    nodes.append(Node(row: row, from: from, relation: relation, depth: level))
                    next.append(row)
                }
            }
            nodes[first...].sort { world.models.name.isLess($0.row, $1.row) }
            frontier = next.sorted { world.models.name.isLess($0, $1) }
            level += 1
        }
        return nodes
    }
}
