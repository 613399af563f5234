import Columns
import Domain
import Wire

/// What sources said of components of models up to the state's time.
enum ComponentInputs: InputFamily {
    static let name = "components"
    static let columns = ["model", "component", "source", "at", "present", "license", "evidence", "batch"]

    static func order(_ state: AskedState) -> [Int64] {
        let facts = state.facts
        return facts.components.indices.filter { state.holds(facts.components[$0].at) }.sorted {
            let (a, b) = (facts.components[$0], facts.components[$1])
            if a.model != b.model { return facts.modelNames.isLess(Int(a.model), Int(b.model)) }
            if a.component != b.component { return a.component < b.component }
            if a.source != b.source { return facts.sources[Int(a.source)] < facts.sources[Int(b.source)] }
            return (a.at, a.batch, $0) < (b.at, b.batch, $1)
        }.map(Int64.init)
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let row = state.facts.components[Int(number)]
        return [
            .string(state.facts.modelNames[Int(row.model)]), .integer(Int64(row.component)), state.source(row.source),
            .instant(row.at), .bool(row.isPresent), .text(row.license), .text(row.evidence), .integer(row.batch),
        ]
    }
}
