import Columns
import Domain
import Wire

/// Models as the state has them: one row an identity, placeholders and artifacts included.
enum ModelInputs: InputFamily {
    static let name = "models"
    static let columns = [
        "id", "organization", "country", "access", "gated", "license", "task", "library", "released", "created",
        "parameters", "netLikes", "downloads30d", "downloadsAllTime", "pulls", "derivatives", "descendants",
        "placeholder", "artifact", "deleted",
    ]

    static func order(_ state: AskedState) -> [Int64] { state.rowsByName.map(Int64.init) }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let (row, table) = (Int(number), state.world.models)
        func word(_ id: Int32) -> JSONValue { id == .null ? .null : .string(table.words[Int(id)]) }
        let publisher = state.world.organizationRow[row]
        let flags = table.flags[row]
        return [
            .string(table.name[row]),
            publisher == .null ? .null : .string(state.world.organizations.name[Int(publisher)]),
            .string(table.country[row].name), .string(table.access[row].name),
            table.gated[row] < 0 ? .null : .bool(table.gated[row] == 1), word(table.license[row]),
            word(table.task[row]), word(table.library[row]), .day(table.released[row]), .instant(table.created[row]),
            .column(table.parameters[row]), .column(table.netLikes[row]), .column(table.downloads30d[row]),
            .column(table.downloadsAllTime[row]), .column(table.pulls[row]), .integer(Int64(table.derivatives[row])),
            .integer(Int64(table.descendants[row])), .bool(flags.contains(.placeholder)),
            .bool(flags.contains(.artifact)), .bool(flags.contains(.deleted)),
        ]
    }
}
