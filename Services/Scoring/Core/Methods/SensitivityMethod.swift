import Domain
import Measures
import Wire

/// `sensitivity`: the band of a figure over the choices that were open.
struct SensitivityMethod: ScoringMethod {
    func answer(_ question: ScoringQuestion) async throws -> Answer {
        let parameters = question.parameters
        let figure = try Figure(parameters)
        let state = try await question.state(gains: figure.readsGains)
        let choices =
            parameters.strings("over").map { $0.compactMap(OpenChoices.Choice.init(rawValue:)) } ?? OpenChoices.usual
        let asOf = state.world.asOf == .null ? nil : Timestamp(microseconds: state.world.asOf)
        let answered = try await figure.answer(question, asOf: asOf, knownAt: state.world.batch)
        let asked = figure.reading(answered)
        let variants = try OpenChoices(figure: figure, state: state, past: question.past).variants(choices)
        var entries: [JSONValue] = []
        var values: [Double] = asked.number.map { [$0] } ?? []
        var ends = values.isEmpty ? [] : [asked.value]
        for variant in variants {
            try Task.checkCancellation()
            let reading = try await variant.figure.reading(
                question, asOf: asOf, knownAt: state.world.batch, changed: variant.changed
            ).reading
            if let number = reading.number {
                values.append(number)
                ends.append(reading.value)
            }
            entries.append([
                "choice": .string(variant.choice.rawValue), "variant": .string(variant.name),
                "value": reading.number == nil ? .null : reading.value,
                "reason": reading.number == nil ? reading.reason.map { .string($0) } ?? .null : .null,
            ])
        }
        var answer = state.answer(.null, unit: answered.unit, definition: Sensitivity.definition, parameters)
        let counted = values.count - (asked.number == nil ? 0 : 1)
        answer.numerator = .integer(Int64(counted))
        answer.denominator = .integer(Int64(variants.count))
        answer.denominatorText = "variants of the choices that were open"
        answer.coverage = variants.isEmpty ? nil : Double(counted) / Double(variants.count)
        if variants.isEmpty {
            answer.reason = "no choice was open: the question fixes each, and nothing that it needs is unknown"
        } else if let band = Sensitivity(values) {
            // The ends as they were answered: whole numbers stay whole.
            answer.value = [
                "min": ends[values.firstIndex(of: band.minimum) ?? 0],
                "max": ends[values.firstIndex(of: band.maximum) ?? 0],
            ]
        } else {
            answer.reason = asked.reason ?? "neither the question nor a variant of it has a value"
        }
        answer.more = [
            .init("asked", asked.number == nil ? .null : asked.value),
            .init("askedReason", asked.number == nil ? asked.reason.map { .string($0) } ?? .null : .null),
            .init("of", .string(answered.definition)), .init("variants", .array(entries)),
        ]
        return answer
    }
}
