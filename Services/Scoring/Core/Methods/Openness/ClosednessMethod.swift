import Domain
import Measures
import Wire

/// `closedness`: the share of flagship releases whose weights are not released.
struct ClosednessMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let country = try AskedState.country(parameters, "country")
        let year = parameters.integer("year").map { Int($0) }
        var answer = state.answer(.null, unit: Closedness.measure.unit, definition: Closedness.measure.id, parameters)
        let entries = Self.entries(parameters, state)
        let asked = entries.filter {
            (country == nil || $0.country == country) && (year == nil || $0.year == year)
        }
        let cells = Closedness.cells(asked)
        let (closed, known) = (cells.reduce(0) { $0 + $1.closed }, cells.reduce(0) { $0 + $1.known })
        answer.numerator = .integer(Int64(closed))
        answer.denominator = .integer(Int64(known))
        answer.denominatorText =
            "flagships" + (country.map { " of \($0.name)" } ?? "")
            + (year.map { " released in \($0)" } ?? " with a year of release") + " whose access is known"
        answer.coverage = asked.isEmpty ? nil : Double(known) / Double(asked.count)
        let list = parameters.strings("flagships") == nil ? Flagships.version : "as asked"
        if asked.isEmpty {
            answer.reason = "no flagship of this country and year is on the list (\(list)) at this time"
        } else if known == 0 {
            answer.reason =
                asked.contains { $0.row != nil }
                ? "the access or the year of release is known of none of the \(asked.count) flagships"
                : "none of the \(asked.count) flagships is described: import a catalogue that has them"
        } else if country != nil, year != nil {
            answer.value = .number(Double(closed) / Double(known))
        } else {
            answer.value = .array(
                cells.map { cell in
                    [
                        "key": .string("\(cell.country.name) \(cell.year)"), "country": .string(cell.country.name),
                        "year": .integer(Int64(cell.year)), "value": cell.value.map { .number($0) } ?? .null,
                        "numerator": .integer(Int64(cell.closed)), "denominator": .integer(Int64(cell.known)),
                        "coverage": .number(Double(cell.known) / Double(cell.all)),
                        "reason": cell.known > 0 ? .null : "none of these flagships is described with its access",
                    ]
                })
        }
        answer.more = [
            .init("flagshipList", .string(list)),
            .init("flagships", .array(asked.map { Self.json($0, state) })),
        ]
        return answer
    }

    private static func entries(_ parameters: MethodParameters, _ state: AskedState) -> [Closedness.Entry] {
        if let ids = parameters.strings("flagships") {
            let rows = state.rows(ofModels: ids)
            var seen: Set<String> = []
            let distinct = ids.filter { id in
                seen.insert(rows[ModelName.key(id)].map { "row \($0)" } ?? ModelName.key(id)).inserted
            }
            return Closedness.entries(ids: distinct, state.world) { rows[ModelName.key($0)] }
        }
        let rows = state.rows(ofModels: Flagships.all.flatMap(\.ids))
        return Closedness.entries(Flagships.all, state.world) { rows[ModelName.key($0)] }
    }

    private static func json(_ entry: Closedness.Entry, _ state: AskedState) -> JSONValue {
        [
            "id": .string(entry.row.map { state.world.models.name[$0] } ?? entry.id),
            "country": .string(entry.country.name), "year": entry.year.map { .integer(Int64($0)) } ?? .null,
            "access": .string(entry.access.name), "described": .bool(entry.row != nil),
            "evidence": .optional(entry.evidence),
        ]
    }
}
