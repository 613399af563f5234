import Columns
import Domain
import Wire

/// Offers and withdrawals up to the state's time, each with who made it.
enum DeploymentInputs: InputFamily {
    static let name = "deployments"
    static let columns = ["model", "adopter", "adopterCountry", "adopterKind", "source", "at", "amount", "batch"]

    static func order(_ state: AskedState) -> [Int64] {
        let (facts, rows) = (state.facts, state.facts.adoptions)
        func adopter(_ id: Int32) -> String { id == .null ? "" : facts.adopters[Int(id)].name }
        return state.idsByName.flatMap { id in
            rows.range(id).filter { rows.rows[$0].at <= state.world.asOf }.sorted {
                let (a, b) = (rows.rows[$0], rows.rows[$1])
                if a.at != b.at { return a.at < b.at }
                if a.source != b.source { return facts.sources[Int(a.source)] < facts.sources[Int(b.source)] }
                if a.adopter != b.adopter { return adopter(a.adopter) < adopter(b.adopter) }
                return (a.amount, a.idHash) < (b.amount, b.idHash)
            }.map(Int64.init)
        }
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let row = state.facts.adoptions.rows[Int(number)]
        let adopter = row.adopter == .null ? nil : state.facts.adopters[Int(row.adopter)]
        return [
            .string(state.facts.modelNames[Int(row.model)]), .text(adopter?.name), .text(adopter?.country?.name),
            .text(adopter?.kind?.name), state.source(row.source), .instant(row.at), .integer(row.amount),
            .integer(row.batch),
        ]
    }
}
