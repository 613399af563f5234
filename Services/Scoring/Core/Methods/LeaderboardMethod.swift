import Columns
import Domain
import Measures
import Wire

/// `leaderboard` at another time than the epoch's: the gateway answers the present from its snapshot and passes the past
/// on to here, where it is derived from the facts. The shape is the same.
struct LeaderboardMethod: StateMethod {
    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let world = state.world
        guard let measure = RankedMeasure(rawValue: parameters.string("measure") ?? "netLikes") else {
            throw RPCError(.internalError, "this measure is described but not served")
        }
        var answer = state.answer(.null, unit: measure.unit, definition: measure.definition.id, parameters)
        answer.denominatorText = "described models that fulfil the conditions, and placeholders that have a figure"
        let limit = Int(parameters.integer("limit") ?? 20)
        let offset = try Cursor.offset(parameters, of: state)
        guard let filter = try Self.filter(parameters, state) else {
            answer.numerator = 0
            answer.denominator = 0
            answer.reason = "no model is described with this task"
            return answer
        }
        var table = world.models
        if measure == .hIndex { table.hIndex = Column(HIndex(models: world, Lineage(world).graph).values) }
        guard
            let page = Leaderboard.page(
                of: measure, in: table, filter: filter, ascending: parameters.string("order") == "ascending",
                limit: offset + limit, proceed: { !Task.isCancelled })
        else { throw RPCError(.cancelled, "nobody waits for the answer") }
        answer.numerator = .integer(Int64(page.withValue))
        answer.denominator = .integer(Int64(page.matching))
        answer.coverage = page.matching == 0 ? nil : Double(page.withValue) / Double(page.matching)
        if page.matching == 0 {
            answer.reason = "no model fulfils these conditions at this time"
        } else if page.withValue == 0 {
            answer.reason = "the measure is not known for any model that fulfils these conditions at this time"
        } else {
            answer.value = .array(
                page.rows.enumerated().dropFirst(offset).map { place, row in
                    Self.entry(world, table, Int(row), rank: place + 1, measure)
                })
            if page.next != nil { answer.cursor = Cursor.make(offset + limit, parameters, of: state) }
        }
        return answer
    }

    private static func entry(_ world: World, _ table: ModelTable, _ row: Int, rank: Int, _ measure: RankedMeasure)
        -> JSONValue
    {
        let value: JSONValue =
            switch measure.value(table, row) {
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case nil: .null
            }
        let organization = world.organizationRow[row].orNil.map { world.organizations.name[Int($0)] }
        var members: [JSONValue.Member] = [
            .init("rank", .integer(Int64(rank))), .init("id", .string(world.models.name[row])), .init("value", value),
            .init("organization", organization.map { .string($0) } ?? .null),
            .init("country", .string(world.models.country[row].name)),
        ]
        if world.models.flags[row].contains(.placeholder) { members.append(.init("placeholder", true)) }
        return .object(members)
    }

    /// Nil: a task that no model has.
    static func filter(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError)
        -> LeaderboardFilter?
    {
        var filter = LeaderboardFilter()
        filter.country = parameters.country("country")
        filter.access = parameters.string("access").flatMap(Access.init(name:))
        filter.sizeClass = parameters.string("sizeClass").flatMap(SizeClass.init(name:))
        filter.releasedAfter = parameters.date("releasedAfter")?.first
        filter.releasedBefore = parameters.date("releasedBefore")?.first
        if let name = parameters.string("organization") {
            let row = try state.row(ofOrganization: name)
            filter.organization = state.world.organizations.id[row]
        }
        if let task = parameters.string("task") {
            guard let index = state.world.models.words.firstIndex(of: task) else { return nil }
            filter.task = Int32(index)
        }
        return filter
    }
}
