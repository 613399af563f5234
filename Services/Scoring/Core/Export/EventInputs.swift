import Columns
import Domain
import Wire

/// Events up to the state's time, by UTC day, kind and source, as measures count them.
enum EventInputs: InputFamily {
    static let name = "events"
    static let columns = ["model", "kind", "source", "day", "amount", "count"]

    static func order(_ state: AskedState) -> [Int64] {
        let (facts, amounts) = (state.facts, state.facts.amounts)
        return state.idsByName.flatMap { id in
            amounts.range(id).filter {
                Int64(amounts.rows[$0].day) * Timestamp.microsecondsPerDay <= state.world.asOf
            }.sorted {
                let (a, b) = (amounts.rows[$0], amounts.rows[$1])
                if a.kind != b.kind { return a.kind < b.kind }
                if a.source != b.source { return facts.sources[Int(a.source)] < facts.sources[Int(b.source)] }
                return a.day < b.day
            }.map(Int64.init)
        }
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let row = state.facts.amounts.rows[Int(number)]
        return [
            .string(state.facts.modelNames[Int(row.model)]), .text(EventKind(rawValue: Int8(row.kind))?.name),
            state.source(row.source), .day(row.day), .integer(row.amount), .integer(Int64(row.count)),
        ]
    }
}
