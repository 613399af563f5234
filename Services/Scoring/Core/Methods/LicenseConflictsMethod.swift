import Columns
import Domain
import Measures
import Wire

/// `license.conflicts`: models whose licence allows or drops what an ancestor's does not, and the rate over edges.
struct LicenseConflictsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let world = state.world
        let lineage = Lineage(world, try parameters.lineageChoice())
        let conflicts = LicenseConflicts(world, lineage)
        let limit = Int(parameters.integer("limit") ?? 20)
        let offset = try Cursor.offset(parameters, of: state)
        var answer = state.answer(.null, LicenseConflicts.measure, parameters, lineage)
        answer.numerator = .integer(Int64(conflicts.conflicting))
        answer.denominator = .integer(Int64(conflicts.known))
        answer.denominatorText = "edges with both licences known"
        answer.coverage = conflicts.edges == 0 ? nil : Double(conflicts.known) / Double(conflicts.edges)
        answer.more += [
            .init("rate", conflicts.rate.map { .number($0) } ?? .null),
            .init("models", .integer(Int64(conflicts.models.count))),
        ]
        guard conflicts.known > 0 || !conflicts.models.isEmpty else {
            answer.reason = "of \(conflicts.edges) edges none has both licences known"
            return answer
        }
        let sorted = FirstFew.of(conflicts.models, offset + limit) { world.models.name.isLess($0.row, $1.row) }
        answer.value = .array(
            sorted.dropFirst(offset).compactMap { model in
                guard let nearest = conflicts.nearest(model.row, world, lineage), let above = nearest.path.last else {
                    return nil
                }
                return .object([
                    .init("id", .string(world.models.name[model.row])),
                    .init("license", conflicts.statement(model.row).map { .string($0) } ?? .null),
                    .init("ancestor", .string(world.models.name[above])),
                    .init("ancestorLicense", conflicts.statement(above).map { .string($0) } ?? .null),
                    .init("path", state.names(nearest.path)),
                    .init("granted", Self.words(nearest.difference.granted.names)),
                    .init("dropped", Self.words(nearest.difference.dropped.names)),
                    .init("grantedOverAll", Self.words(model.difference.granted.names)),
                    .init("droppedOverAll", Self.words(model.difference.dropped.names)),
                ])
            })
        if conflicts.models.count > offset + limit {
            answer.cursor = Cursor.make(offset + limit, parameters, of: state)
        }
        return answer
    }

    static func words(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }
}
