import Columns
import Domain
import Wire

/// Lineage as the state has it: one row an edge, of every relation.
enum EdgeInputs: InputFamily {
    static let name = "edges"
    static let columns = [
        "child", "childOrganization", "childCountry", "relation", "parent", "parentOrganization", "parentCountry",
        "relationContradicted", "childLikes", "childDownloads30d",
    ]

    /// The child's row and the edge's place, in one number.
    static func order(_ state: AskedState) -> [Int64] {
        let (graph, names) = (state.world.graph, state.world.models.name)
        return state.rowsByName.flatMap { child in
            graph.parentRange(child).sorted { names.isLess(Int(graph.parents[$0]), Int(graph.parents[$1])) }
                .map { Int64(child) << 32 | Int64($0) }
        }
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let (child, edge) = (Int(number >> 32), Int(number & 0xffff_ffff))
        let (world, table) = (state.world, state.world.models)
        let parent = Int(world.graph.parents[edge])
        func publisher(_ row: Int) -> JSONValue {
            world.organizationRow[row] == .null
                ? .null : .string(world.organizations.name[Int(world.organizationRow[row])])
        }
        let isContradicted =
            world.graph.relations[edge] == .finetune && table.flags[child].contains(.relationContradicted)
        return [
            .string(table.name[child]), publisher(child), .string(table.country[child].name),
            .string(world.graph.relations[edge].name), .string(table.name[parent]), publisher(parent),
            .string(table.country[parent].name), .bool(isContradicted), .column(table.netLikes[child]),
            .column(table.downloads30d[child]),
        ]
    }
}
