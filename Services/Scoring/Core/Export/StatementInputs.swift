import Columns
import Domain
import Wire

/// What sources said of models up to the state's time: every statement with the parents it names.
enum StatementInputs: InputFamily {
    static let name = "statements"
    static let columns = [
        "model", "source", "at", "access", "gated", "license", "licenseName", "task", "library", "released", "created",
        "parameters", "organization", "bases", "batch",
    ]

    static func order(_ state: AskedState) -> [Int64] {
        let (facts, rows) = (state.facts, state.facts.statements)
        return state.idsByName.flatMap { id in
            rows.range(id).filter { state.holds(rows.rows[$0].at) }.sorted {
                let (a, b) = (rows.rows[$0], rows.rows[$1])
                if a.source != b.source { return facts.sources[Int(a.source)] < facts.sources[Int(b.source)] }
                return (a.at, a.batch, a.content) < (b.at, b.batch, b.content)
            }.map(Int64.init)
        }
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let facts = state.facts
        let row = facts.statements.rows[Int(number)]
        let bases = facts.bases.group(row.model).filter { $0.belongs(to: row) }
            .map { (name: facts.modelNames[Int($0.parent)], relation: Relation(rawValue: Int8($0.relation))) }
            .sorted { $0.name < $1.name }
        return [
            .string(facts.modelNames[Int(row.model)]), state.source(row.source), .instant(row.at),
            .text(row.access < 0 ? nil : Access(rawValue: row.access)?.name),
            row.gated < 0 ? .null : .bool(row.gated == 1), state.word(row.license), state.word(row.licenseName),
            state.word(row.task), state.word(row.library), .day(row.released), .instant(row.created),
            .column(row.parameters),
            row.organization == .null ? .null : .string(facts.organizationNames[Int(row.organization)]),
            .array(bases.map { ["id": .string($0.name), "relation": .string(($0.relation ?? .unknown).name)] }),
            .integer(row.batch),
        ]
    }
}
