import Answers
import Columns
import Domain
import Measures
import Wire

/// Models by a measure.
struct LeaderboardMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        guard let snapshot = question.snapshot else {
            return now { () throws(RPCError) in
                _ = try question.epoch()
                return []
            }
        }
        // Neither the past nor every measure is in the snapshot: scoring derives them from the facts.
        let measure = question.parameters.string("measure").flatMap(RankedMeasure.init(rawValue:))
        guard question.isAboutNow(snapshot), measure?.isPublished ?? true else {
            return PassedOnMethod().plan(question, gateway)
        }
        let key = question.parameters.used.jsonText
        if let ready = snapshot.answers[key] { return .answer(ready) }
        return .compute { () throws(RPCError) in
            if let ready = snapshot.answers[key] { return ready }
            let answer = try Self.answer(question, snapshot)
            snapshot.answers.keep(answer, for: key)
            return answer
        }
    }

    private static func answer(_ question: Question, _ snapshot: Snapshot) throws(RPCError) -> [UInt8] {
        let parameters = question.parameters
        guard let measure = RankedMeasure(rawValue: parameters.string("measure") ?? "netLikes") else {
            throw RPCError(.internalError, "this measure is described but not served")
        }
        let definition = measure.definition.id
        let hash = parameters.questionHash
        let after = try Cursor.read(parameters.string("cursor"), hash: hash)?.position
        guard let filter = try filter(parameters, snapshot) else {
            return question.answer(
                snapshot, .null, unit: measure.unit, definition: definition, numerator: 0, denominator: 0,
                denominatorText: LeaderboardAnswer.denominatorText(parameters), reason: LeaderboardAnswer.noTask)
        }
        let page = Leaderboard.page(
            of: measure, in: snapshot.models, filter: filter, ascending: parameters.string("order") == "ascending",
            limit: Int(parameters.integer("limit") ?? 20), after: after
        ) { question.isWanted() }
        guard let page else { throw RPCError(.cancelled, "nobody waits for the answer") }
        let reason = LeaderboardAnswer.reason(matching: page.matching, withValue: page.withValue, filter)
        let table = snapshot.models
        let entries = page.rows.enumerated().map { place, row in
            let organization = table.organization[Int(row)].orNil.flatMap { snapshot.organizations.row(id: $0) }
            return LeaderboardAnswer.entry(
                table, Int(row), rank: page.offset + place + 1, measure,
                organization: organization.map { snapshot.organizations.name[$0] })
        }
        let cursor = page.next.map {
            Cursor(epoch: snapshot.header.number, hash: hash, offset: $0.offset, key: $0.key, id: $0.id)
                .text
        }
        return question.answer(
            snapshot, reason == nil ? .array(entries) : .null, unit: measure.unit, definition: definition,
            numerator: page.withValue, denominator: page.matching,
            denominatorText: LeaderboardAnswer.denominatorText(parameters),
            coverage: page.matching == 0 ? nil : Double(page.withValue) / Double(page.matching), reason: reason,
            cursor: cursor)
    }

    /// The conditions in the snapshot's terms; nil: a word that no model has, so that nothing can match.
    private static func filter(_ parameters: MethodParameters, _ snapshot: Snapshot) throws(RPCError)
        -> LeaderboardFilter?
    {
        var filter = LeaderboardFilter()
        filter.country = parameters.country("country")
        filter.access = parameters.string("access").flatMap(Access.init(name:))
        filter.sizeClass = parameters.string("sizeClass").flatMap(SizeClass.init(name:))
        filter.releasedAfter = parameters.date("releasedAfter")?.first
        filter.releasedBefore = parameters.date("releasedBefore")?.first
        if let name = parameters.string("organization") {
            guard let row = snapshot.organization(named: name) else {
                throw OrganizationAnswer.notFound(name, snapshot, path: "organization")
            }
            filter.organization = snapshot.organizations.id[row]
        }
        if let task = parameters.string("task") {
            guard let index = snapshot.models.words.firstIndex(of: task) else { return nil }
            filter.task = Int32(index)
        }
        return filter
    }
}
