import Domain
import Measures
import Wire

/// `dependence`: how far one country's models rest on another's.
enum DependenceAnswer {
    static func make(_ parameters: MethodParameters, _ past: AskedState) throws(RPCError) -> Answer {
        let of = try country(parameters, "of") ?? .unknown
        let on = try country(parameters, "on")
        let relations = (parameters.strings("relations") ?? []).compactMap(Relation.init(name:))
        let question = Dependence.Question(
            of: of, relations: Set(relations),
            attribution: parameters.string("attribution").flatMap(Dependence.Attribution.init(rawValue:)) ?? .direct,
            scope: parameters.string("scope").flatMap(Dependence.Scope.init(rawValue:)) ?? .all,
            weight: parameters.string("weight").flatMap(Dependence.Weight.init(rawValue:)) ?? .count)
        let result = Dependence(question, in: past.world)
        let known = result.known(of: of)
        let all = result.all(of: of)
        var answer = past.answer(.null, unit: "share", definition: Dependence.definition, parameters)
        answer.denominator = number(known)
        answer.denominatorText = denominator(question, of)
        answer.coverage = all > 0 ? known / all : nil
        if let on, !on.isKnown {
            answer.reason = "'\(on.name)' is no country that can be known; shares are over parents of known country"
        } else if all == 0 {
            answer.reason = "no edge of these relations and scope has a child published in \(of.name)"
        } else if known == 0 {
            answer.reason = "of \(number(all).jsonText) such edges none has a parent whose country is known"
        } else if let on {
            let numerator = result.cells[.init(child: of, parent: on)] ?? 0
            answer.numerator = number(numerator)
            answer.value = .number(numerator / known)
        } else {
            answer.value = .array(
                result.shares(of: of).map {
                    [
                        "key": .string($0.parent.name), "value": .number($0.value), "numerator": number($0.numerator),
                    ]
                })
            answer.numerator = number(known)
        }
        return answer
    }

    private static func country(_ parameters: MethodParameters, _ name: String) throws(RPCError) -> Country? {
        guard let text = parameters.string(name) else { return nil }
        guard let country = Country(name: text) else {
            throw RPCError(.countryUnknown, "'\(text)' is neither a country nor a region", path: name)
        }
        return country
    }

    private static func denominator(_ q: Dependence.Question, _ of: Country) -> String {
        // Letters that are spoken with a vowel first: an EU-published child, a US-published one.
        let article = "AEFHILMNORSX".contains(of.name.prefix(1)) ? "an" : "a"
        let who = of.isKnown ? "\(article) \(of.name)-published child" : "a child of \(of.name) country"
        let edge = q.attribution == .direct ? "edges" : "roots, evenly over all paths, of models"
        let scope =
            switch q.scope {
            case .all: ""
            case .crossOrganization: " between organizations"
            case .foreign: " between countries"
            }
        let weight =
            switch q.weight {
            case .count: ""
            case .likes: ", weighted by the child's likes"
            case .downloads: ", weighted by the child's 30-day downloads"
            }
        let parent = q.attribution == .direct ? "parent's" : "root's"
        return "\(edge)\(scope) with \(who) whose \(parent) country is known\(weight)"
    }

    /// Whole sums as integers.
    static func number(_ value: Double) -> JSONValue {
        value == value.rounded() && abs(value) < 9_007_199_254_740_992 ? .integer(Int64(value)) : .number(value)
    }
}
