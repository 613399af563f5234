import Domain
import Measures
import Wire

/// A claim checked: its figure then and now, the other choices, and the verdict.
struct ClaimCheck {
    /// One of the other choices, and what came of it.
    struct Variant {
        var choice: String
        var name: String
        var reading: ClaimReading
        /// Whether it fulfils its predicate.
        var answer: ClaimVerdict.Answer
        /// Whether its figure is of the claim's own kind, so that both belong into one band.
        var isComparable = true
    }

    /// How many of the records behind a claim are shown.
    static let shown: Int64 = 10

    var now = ClaimFigure.Found(reading: ClaimReading(.absent("it was not asked")))
    var then = ClaimFigure.Found(reading: ClaimReading(.absent("it was not asked")))
    var variants: [Variant] = []
    var ruling: ClaimVerdict.Ruling
    var rulingThen: ClaimVerdict.Ruling
    var records: JSONValue = .null

    /// The verdict alone: neither the figure of the claim's date nor the records behind it are looked up.
    init(verdictOf claim: StatedClaim, _ question: ScoringQuestion, _ state: AskedState) async throws {
        try await self.init(claim, question, state, band: true, verdictOnly: true)
    }

    /// - Parameter state: the state that is now.
    init(
        _ claim: StatedClaim, _ question: ScoringQuestion, _ state: AskedState, band: Bool, verdictOnly: Bool = false
    ) async throws {
        let figure: ClaimFigure
        let predicate: ClaimPredicate
        do {
            figure = try ClaimFigure(claim)
            predicate = claim.checked ?? ClaimPredicate(kind: "exists", operator: nil, value: nil)!
        } catch let refusal as ClaimFigure.Refusal {
            let reading = ClaimReading(.absent(refusal.reason))
            (now, then) = (.init(reading: reading), .init(reading: reading))
            ruling = .init(verdict: .notDecidable, reason: refusal.reason)
            rulingThen = ruling
            return
        }
        let knownAt = state.world.batch
        let asOf = state.world.asOf == .null ? nil : Timestamp(microseconds: state.world.asOf)
        now = try await figure.found(question, asOf: asOf, knownAt: knownAt)
        if verdictOnly {
            // What was then says nothing of now.
        } else if let asOf, asOf < claim.end {
            then.reading = ClaimReading(.absent("the claim was published later, on \(claim.date)"))
        } else {
            then = try await figure.found(question, asOf: claim.end, knownAt: knownAt)
        }
        if band {
            variants = try await Self.variants(claim, figure, predicate, question, state, asOf)
            variants += try await Self.others(claim, question, asOf, knownAt)
        }
        ruling = ClaimVerdict.decide(now.reading, others: variants.map(\.answer), predicate)
        rulingThen = ClaimVerdict.decide(then.reading, variants: [], predicate)
        if !verdictOnly { records = try await Self.records(claim, question, asOf, knownAt) }
    }

    /// The choices the claim names, then those that the measure and the state leave open.
    private static func variants(
        _ claim: StatedClaim, _ figure: ClaimFigure, _ predicate: ClaimPredicate, _ question: ScoringQuestion,
        _ state: AskedState, _ asOf: Timestamp?
    ) async throws -> [Variant] {
        var found: [Variant] = []
        func add(_ choice: String, _ name: String, _ reading: ClaimReading) {
            let answer = ClaimVerdict.answer(reading, predicate)
            found.append(Variant(choice: choice, name: name, reading: reading, answer: answer))
        }
        let knownAt = state.world.batch
        for choice in claim.parameters["choices"]?.members ?? [] {
            for value in choice.value.elements {
                try Task.checkCancellation()
                let other = figure.asking(figure.figure.with(choice.key, value))
                let reading = try await other.found(question, asOf: asOf, knownAt: knownAt).reading
                add(choice.key, "\(choice.key) \(value.text ?? value.jsonText)", reading)
            }
        }
        // What the claim itself varies is its author's to choose.
        let named = Set(claim.parameters["choices"]?.members.map(\.key) ?? [])
        let open = OpenChoices.usual.filter { !named.contains($0.rawValue) }
        for variant in try OpenChoices(figure: figure.figure, state: state, past: question.past).variants(open) {
            try Task.checkCancellation()
            let reading = try await figure.asking(variant.figure).found(
                question, asOf: asOf, knownAt: knownAt, changed: variant.changed
            ).reading
            add(variant.choice.rawValue, variant.name, reading)
        }
        return found
    }

    /// The other measures that the claim names.
    private static func others(
        _ claim: StatedClaim, _ question: ScoringQuestion, _ asOf: Timestamp?, _ knownAt: Int64
    ) async throws -> [Variant] {
        var found: [Variant] = []
        for (name, other) in claim.others {
            try Task.checkCancellation()
            let predicate = other.checked
            let reading: ClaimReading
            do {
                reading = try await ClaimFigure(other).found(question, asOf: asOf, knownAt: knownAt).reading
            } catch let refusal as ClaimFigure.Refusal {
                reading = ClaimReading(.absent(refusal.reason))
            }
            let answer = predicate.map { ClaimVerdict.answer(reading, $0) } ?? .open("its predicate cannot be read")
            let isComparable = other.predicate == claim.predicate
            let told = isComparable ? name : "\(name): \(predicate?.text ?? "?")"
            found.append(
                Variant(choice: "measure", name: told, reading: reading, answer: answer, isComparable: isComparable))
        }
        return found
    }

    /// The first of the records behind it, as the claim's own question lists them; without one, what its answer names.
    private static func records(
        _ claim: StatedClaim, _ question: ScoringQuestion, _ asOf: Timestamp?, _ knownAt: Int64
    ) async throws -> JSONValue {
        let asked = claim.parameters["records"]
        guard let method = asked?["method"]?.text else { return .null }
        let sent = asked?["params"]?.members ?? []
        do {
            guard let listing = try Figure(method: method, parameters: sent) else { return .null }
            let answer = try await listing.answer(question, asOf: asOf, knownAt: knownAt)
            let entries = answer.value.elements
            return [
                "method": .string(method), "params": .object(sent),
                "total": answer.denominator ?? .integer(Int64(entries.count)),
                "value": entries.isEmpty ? answer.value : .array(Array(entries.prefix(Int(shown)))),
                "reason": answer.reason.map { .string($0) } ?? .null,
            ]
        } catch let error as RPCError where error.code != .cancelled {
            return [
                "method": .string(method), "params": .object(sent), "value": .null, "reason": .string(error.message),
            ]
        }
    }
}
