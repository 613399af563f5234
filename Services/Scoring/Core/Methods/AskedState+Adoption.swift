import Columns
import Domain
import Measures
import Wire

extension AskedState {
    /// The daily histories of this state's models.
    var histories: Histories { Histories(facts, world) }

    /// A series by name, as its place among the facts' series.
    func series(_ name: String, path: String = "series") throws(RPCError) -> Int {
        if let index = facts.series.firstIndex(where: { $0.name == name }) { return index }
        let names = facts.series.map(\.name)
        throw RPCError(
            .seriesUnknown,
            "no series is called '\(name.prefix(100))'; there are \(names.joined(separator: ", "))", path: path,
            nearest: NearestName.find(name, among: names))
    }

    /// A series that can be summed up; a gauge is refused.
    func counter(_ name: String, path: String = "series") throws(RPCError) -> Series {
        let series = facts.series[try series(name, path: path)]
        guard series.kind == .counter else {
            throw RPCError(
                .invalidParameters,
                "'\(name)' is a gauge, a windowed figure that does not add up; this question needs a counter",
                path: path)
        }
        return series
    }
}

extension ReasonedFigure {
    /// `value` and `reason`, after what the figure is of.
    func json(_ members: [JSONValue.Member] = []) -> JSONValue {
        .object(
            members + [
                .init("value", value.map { .number($0) } ?? .null),
                .init("reason", reason.map { .string($0) } ?? .null),
            ])
    }
}
