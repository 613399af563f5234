import Measures
import Wire

/// `claim.list`: the published sentences that can be checked.
struct ClaimListMethod: StateMethod {
    var readsGains: Bool { false }

    static let definition = "claimList/1"

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let all = StatedClaim.all(state)
        let limit = Int(parameters.integer("limit") ?? 100)
        let offset = try Cursor.offset(parameters, of: state)
        var answer = state.answer(.null, unit: "claims", definition: Self.definition, parameters)
        answer.numerator = .integer(Int64(all.count))
        answer.denominator = .integer(Int64(all.count))
        answer.denominatorText = "claims that are known"
        guard !all.isEmpty else {
            answer.reason = "no claim is known at this time; a record of kind claim brings one"
            return answer
        }
        answer.coverage = 1
        answer.value = .array(
            all.enumerated().dropFirst(offset).prefix(limit).map { place, claim in
                .object([.init("rank", .integer(Int64(place + 1)))] + claim.json)
            })
        if offset + limit < all.count { answer.cursor = Cursor.make(offset + limit, parameters, of: state) }
        return answer
    }
}

/// `claim.check`: whether a sentence holds.
struct ClaimCheckMethod: ScoringMethod {
    func answer(_ question: ScoringQuestion) async throws -> Answer {
        let parameters = question.parameters
        let state = try await question.state()
        let id = parameters.string("id") ?? ""
        let all = StatedClaim.all(state)
        guard let claim = all.first(where: { $0.id == id }) else {
            throw RPCError(
                .invalidParameters, "no claim is called '\(id)'; claim.list tells them", path: "id",
                nearest: NearestName.find(id, among: all.map(\.id)))
        }
        let check = try await ClaimCheck(claim, question, state, band: parameters.boolean("band") ?? true)
        var answer = state.answer(
            .string(check.ruling.verdict.rawValue), unit: ClaimVerdict.measure.unit,
            definition: ClaimVerdict.measure.id, parameters)
        answer.reason = check.ruling.reason
        answer.coverage = check.now.reading.coverage
        answer.numerator = check.now.answer?.numerator
        answer.denominator = check.now.answer?.denominator
        answer.denominatorText = check.now.answer?.denominatorText
        answer.more = check.json(claim, asOf: answer.asOf)
        return answer
    }
}
