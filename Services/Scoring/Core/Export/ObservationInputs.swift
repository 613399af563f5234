import Columns
import Domain
import Wire

/// Values of series as they were seen up to the state's time.
enum ObservationInputs: InputFamily {
    static let name = "observations"
    static let columns = ["model", "series", "source", "at", "value", "step", "batch"]

    static func order(_ state: AskedState) -> [Int64] {
        let (facts, points) = (state.facts, state.facts.points)
        return state.idsByName.flatMap { id in
            points.range(id).filter { points.rows[$0].at <= state.world.asOf }.sorted {
                let (a, b) = (points.rows[$0], points.rows[$1])
                if a.series != b.series { return facts.series[Int(a.series)].name < facts.series[Int(b.series)].name }
                if a.source != b.source { return facts.sources[Int(a.source)] < facts.sources[Int(b.source)] }
                return (a.at, a.batch, a.value) < (b.at, b.batch, b.value)
            }.map(Int64.init)
        }
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let point = state.facts.points.rows[Int(number)]
        return [
            .string(state.facts.modelNames[Int(point.model)]),
            .string(state.facts.series[Int(point.series)].name), state.source(point.source), .instant(point.at),
            .integer(point.value), AskedState.number(Double(point.step)), .integer(Int64(point.batch)),
        ]
    }
}
