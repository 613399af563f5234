import Domain
import Measures
import Wire

extension MethodParameters {
    /// The edges that a question is about: `relations`, `lineage` and `excludeFlagged`.
    func lineageChoice() throws(RPCError) -> LineageChoice {
        let relations = strings("relations")?.compactMap(Relation.init(name:))
        do {
            return try LineageChoice(
                relations: relations, kind: string("lineage").flatMap(LineageChoice.Kind.init),
                excludeFlagged: boolean("excludeFlagged") ?? false)
        } catch {
            throw RPCError(.invalidParameters, "\(error)", path: "relations")
        }
    }

    /// `weight`, for adoption.
    var adoptionWeight: AdoptionWeight { string("weight").flatMap(AdoptionWeight.init) ?? .count }
}

extension AskedState {
    /// The envelope of an answer about lineage: the relations that counted stand among its parameters, and beside the
    /// value what was collapsed and left out.
    func answer(
        _ value: JSONValue, _ measure: MeasureDefinition, _ parameters: MethodParameters, _ lineage: Lineage,
        unit: String? = nil
    ) -> Answer {
        answer(value, measure, parameters, LineageSummary(lineage), unit: unit)
    }

    func answer(
        _ value: JSONValue, _ measure: MeasureDefinition, _ parameters: MethodParameters, _ lineage: LineageSummary,
        unit: String? = nil
    ) -> Answer {
        var answer = answer(value, unit: unit ?? measure.unit, definition: measure.id, parameters)
        answer.parameters = Self.parameters(answer.parameters, lineage.choice)
        answer.more = [
            .init(
                "lineage",
                [
                    "edges": .integer(Int64(lineage.edges)),
                    "cycles": .integer(Int64(lineage.cycles)),
                    "inCycles": .integer(Int64(lineage.inCycles)),
                    "leftOut": .integer(Int64(lineage.leftOut)),
                ])
        ]
        return answer
    }

    /// Parameters as used, with the relations that counted.
    static func parameters(_ used: JSONValue, _ choice: LineageChoice) -> JSONValue {
        guard case .object(var members) = used else { return used }
        let relations = JSONValue.array(choice.inOrder.map { .string($0.name) })
        if let place = members.firstIndex(where: { $0.key == "relations" }) {
            members[place].value = relations
        } else {
            let place = members.firstIndex { $0.key == "lineage" || $0.key == "excludeFlagged" } ?? members.count
            members.insert(.init("relations", relations), at: place)
        }
        return .object(members)
    }

    /// The one of `id`, `organization` and `country` that is asked for; nil: none is.
    func subject(_ parameters: MethodParameters) throws(RPCError) -> LineageSubject? {
        let named = ["id", "organization", "country"].filter { parameters[$0] != nil }
        guard named.count < 2 else {
            throw RPCError(
                .invalidParameters, "\(named.joined(separator: " and ")) contradict each other: ask for one of them",
                path: named[1])
        }
        if let id = parameters.string("id") { return .model(try row(ofModel: id)) }
        if let name = parameters.string("organization") { return .organization(try row(ofOrganization: name)) }
        return try Self.country(parameters, "country").map { .country($0) }
    }

    /// The same where one has to be.
    func requiredSubject(_ parameters: MethodParameters, _ names: String) throws(RPCError) -> LineageSubject {
        guard let subject = try subject(parameters) else {
            throw RPCError(.invalidParameters, "say what of: one of \(names)", path: "id")
        }
        return subject
    }

    /// Why a count of children is 0: a zero of the record, not of the world.
    static let noChild = "no source names a child by these relations: 0 is what is on record"
    static let noModels = "this organization has no models"

    /// Whether any row is an organisation's, placeholders and artifacts among them.
    func hasModels(_ organization: Int) -> Bool {
        world.organizationRow.contains { Int($0) == organization }
    }

    /// The name and country of a row, as lists show it.
    func node(_ row: Int) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("id", .string(world.models.name[row])), .init("country", .string(world.models.country[row].name)),
        ]
        let flags = world.models.flags[row]
        if flags.contains(.placeholder) { members.append(.init("placeholder", true)) }
        if flags.contains(.artifact) { members.append(.init("artifact", true)) }
        return members
    }

    func names(_ rows: [Int]) -> JSONValue { .array(rows.map { .string(world.models.name[$0]) }) }

    func organizationName(_ row: Int) -> String { row < 0 ? "" : world.organizations.name[row] }
}

extension ExactSum {
    var json: JSONValue { AskedState.number(value) }
}
