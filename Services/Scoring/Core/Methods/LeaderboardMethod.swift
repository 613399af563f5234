import Answers
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
        answer.denominatorText = LeaderboardAnswer.denominatorText(parameters)
        let limit = Int(parameters.integer("limit") ?? 20)
        let offset = try Cursor.offset(parameters, of: state)
        guard let filter = try Self.filter(parameters, state) else {
            answer.numerator = 0
            answer.denominator = 0
            answer.reason = LeaderboardAnswer.noTask
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
        if let reason = LeaderboardAnswer.reason(matching: page.matching, withValue: page.withValue, filter) {
            answer.reason = reason
        } else {
            answer.value = .array(
                page.rows.enumerated().dropFirst(offset).map { place, row in
                    let organization = world.organizationRow[Int(row)].orNil.map { world.organizations.name[Int($0)] }
                    return LeaderboardAnswer.entry(
                        table, Int(row), rank: place + 1, measure, organization: organization)
                })
            if page.next != nil { answer.cursor = Cursor.make(offset + limit, parameters, of: state) }
        }
        return answer
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
