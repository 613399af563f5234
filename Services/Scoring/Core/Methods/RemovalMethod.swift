import Domain
import Measures
import Wire

/// `removal`: the share of adoption that has a model, an organisation or a country as an ancestor.
struct RemovalMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let subject = try state.requiredSubject(parameters, "id, organization and country")
        let weight = parameters.adoptionWeight
        let choice = try parameters.lineageChoice()
        let removal = Removal(subject, weight: weight, in: state.world, choice, .threads())
        var answer = state.answer(.null, Removal.measure, parameters, LineageSummary(state.world, choice))
        answer.numerator = removal.numerator.json
        answer.denominator = removal.all.sum.json
        answer.denominatorText = "\(weight.unit) of all described models" + (weight == .count ? "" : " with a figure")
        answer.coverage = removal.all.coverage
        if case .country(let country) = subject, !country.isKnown {
            answer.reason = "'\(country.name)' is no country that can be known, so nobody can remove it"
            answer.numerator = nil
        } else if let share = removal.share {
            answer.value = .number(share)
            answer.more += [
                .init("own", removal.own.json), .init("descendants", (removal.numerator - removal.own).json),
                .init("models", .integer(Int64(removal.models))),
            ]
        } else if removal.subjects == 0, !removal.all.sum.isZero {
            let whose = if case .country(let country) = subject { "of \(country.name)" } else { "of this organization" }
            answer.reason =
                "there is nothing to remove: no model \(whose) is known at this time, described or as a parent"
            answer.numerator = nil
        } else {
            answer.reason = "there is no adoption to remove: no described model has \(weight.unit) at this time"
        }
        if case .country(let country) = subject, country.isKnown, let highest = removal.highest {
            // Of how many models it is settled, and how large the share could be.
            answer.more += [
                .init("undecided", removal.undecided.json),
                .init("bounds", [.number(removal.share ?? 0), .number(highest)]),
            ]
        }
        return answer
    }
}
