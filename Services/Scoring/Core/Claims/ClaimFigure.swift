import Domain
import Measures
import Wire

/// The figure a claim speaks of, at any time: one question, or one for each of several subjects that must all fulfil it.
struct ClaimFigure: Sendable {
    typealias Change = @Sendable (AskedState) async throws -> AskedState

    /// A figure and the answer it was taken from.
    struct Found: Sendable {
        var reading: ClaimReading
        var answer: Answer?
    }

    let figure: Figure
    private let taking: ClaimTaking
    private let predicate: ClaimPredicate
    /// The parameter that takes each of several values, and these.
    private let each: (name: String, values: [JSONValue])?

    private init(_ figure: Figure, _ other: ClaimFigure) {
        self.figure = figure
        taking = other.taking
        predicate = other.predicate
        each = other.each
    }

    /// A claim that cannot be asked, and why.
    struct Refusal: Error {
        var reason: String
    }

    init(_ claim: StatedClaim) throws {
        guard let predicate = claim.checked else {
            throw Refusal(reason: "its predicate lacks what its kind needs: \(claim.predicate.jsonText)")
        }
        let reading = claim.parameters["reading"]
        guard let taking = ClaimTaking(reading) else {
            throw Refusal(reason: "its 'reading' cannot be read: \(reading?.jsonText ?? "")")
        }
        let each = reading?["each"]?.members.first.map { (name: $0.key, values: $0.value.elements) }
        var sent = claim.sent
        if let each, let first = each.values.first { sent.append(.init(each.name, first)) }
        do throws(RPCError) {
            guard let figure = try Figure(method: claim.measure, parameters: sent) else {
                throw RPCError(.methodNotFound, "no measure is called '\(claim.measure)' here")
            }
            self.figure = figure
        } catch { throw Refusal(reason: error.message) }
        self.taking = taking
        self.predicate = predicate
        self.each = each
    }

    /// The same with another question.
    func asking(_ figure: Figure) -> ClaimFigure { ClaimFigure(figure, self) }

    /// The figure at given times; whatever stands in the way is the reason that there is none.
    func found(
        _ question: ScoringQuestion, asOf: Timestamp?, knownAt: Int64, changed: Change? = nil
    ) async throws -> Found {
        guard let each else { return try await one(figure, nil, question, asOf, knownAt, changed) }
        var all: [Found] = []
        for value in each.values {
            all.append(
                try await one(figure.with(each.name, value), value.text, question, asOf, knownAt, changed))
        }
        guard let weakest = ClaimReading.weakest(all.map(\.reading), for: predicate) else {
            return Found(reading: ClaimReading(.absent("'each' names nobody")))
        }
        return Found(reading: weakest, answer: all.first { $0.reading.found == weakest.found }?.answer)
    }

    private func one(
        _ figure: Figure, _ name: String?, _ question: ScoringQuestion, _ asOf: Timestamp?, _ knownAt: Int64,
        _ changed: Change?
    ) async throws -> Found {
        let answer: Answer
        do {
            answer = try await figure.answer(question, asOf: asOf, knownAt: knownAt, changed: changed)
        } catch let error as RPCError {
            switch error.code {
            case .modelNotFound, .organizationNotFound, .seriesUnknown, .invalidParameters, .countryUnknown:
                return Found(reading: ClaimReading(.absent(error.message)))
            default: throw error
            }
        }
        let least = predicate.comparison == .atMost || predicate.comparison == .below ? predicate.value : 0
        var reading = taking.reading(answer.json, least: least)
        if case .absent(let reason) = reading.found, let name { reading.found = .absent("\(name): \(reason)") }
        return Found(reading: reading, answer: answer)
    }
}
