import Columns
import Domain
import Measures
import Wire

/// What an answer says of a ranking: the same of the present, which the gateway reads from its snapshot, and of any other
/// time, which scoring derives.
package enum LeaderboardAnswer {
    /// What is counted, with the conditions as they were asked.
    package static func denominatorText(_ parameters: MethodParameters) -> String {
        let names = ["country", "organization", "access", "task", "sizeClass", "releasedAfter", "releasedBefore"]
        let conditions = names.compactMap { name in parameters.string(name).map { "\(name) \($0)" } }
        let whose = conditions.isEmpty ? "" : " with " + conditions.joined(separator: ", ")
        return "described models\(whose), and placeholders that have a figure"
    }

    /// Why nothing matches, where the conditions alone say it.
    package static let noTask = "no model is described with this task"

    /// Why there is no ranking; nil: there is one.
    package static func reason(matching: Int, withValue: Int, _ filter: LeaderboardFilter) -> String? {
        if let reason = filter.contradiction { return reason }
        if matching == 0 { return "no model fulfils these conditions at this time" }
        return withValue == 0
            ? "the measure is not known for any model that fulfils these conditions at this time" : nil
    }

    /// One line of it.
    ///
    /// - Parameter table: with the figures that are ranked.
    package static func entry(
        _ table: ModelTable, _ row: Int, rank: Int, _ measure: RankedMeasure, organization: String?
    ) -> JSONValue {
        let value: JSONValue =
            switch measure.value(table, row) {
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case nil: .null
            }
        var members: [JSONValue.Member] = [
            .init("rank", .integer(Int64(rank))), .init("id", .string(table.name[row])), .init("value", value),
            .init("organization", organization.map { .string($0) } ?? .null),
            .init("country", .string(table.country[row].name)),
        ]
        for word in table.flags[row].intersection([.placeholder, .artifact, .deleted]).words {
            members.append(.init(word, true))
        }
        return .object(members)
    }
}
