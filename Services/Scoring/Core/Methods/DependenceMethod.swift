import Domain
import Measures
import Wire

/// `dependence`: how far one country's models rest on another's.
struct DependenceMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let of = try AskedState.country(parameters, "of") ?? .unknown
        let on = try AskedState.country(parameters, "on")
        let question = try Self.question(parameters, of: of)
        let lineage = Lineage(state.world, question.lineage)
        let result = Dependence(question, in: state.world, lineage)
        let known = result.known(of: of)
        let all = result.all(of: of)
        var answer = state.answer(.null, Dependence.measure, parameters, lineage)
        answer.denominator = AskedState.number(known)
        answer.denominatorText = Self.denominator(question, of)
        answer.coverage = all > 0 ? known / all : nil
        if let on, !on.isKnown {
            answer.reason = "'\(on.name)' is no country that can be known; shares are over parents of known country"
        } else if all == 0 {
            answer.reason = "no edge of these relations and scope has a child published in \(of.name)"
        } else if known == 0 {
            answer.reason = "of \(AskedState.number(all).jsonText) such edges none has a parent whose country is known"
        } else if let on {
            let numerator = result.cells[.init(child: of, parent: on)] ?? 0
            answer.numerator = AskedState.number(numerator)
            answer.value = .number(numerator / known)
        } else {
            answer.value = .array(
                result.shares(of: of).map {
                    [
                        "key": .string($0.parent.name), "value": .number($0.value),
                        "numerator": AskedState.number($0.numerator),
                    ]
                })
            answer.numerator = AskedState.number(known)
        }
        return answer
    }

    /// The question that the parameters ask.
    static func question(_ parameters: MethodParameters, of: Country?) throws(RPCError) -> Dependence.Question {
        Dependence.Question(
            of: of, lineage: try parameters.lineageChoice(),
            attribution: parameters.string("attribution").flatMap(Dependence.Attribution.init(rawValue:)) ?? .direct,
            scope: parameters.string("scope").flatMap(Dependence.Scope.init(rawValue:)) ?? .all,
            weight: parameters.adoptionWeight)
    }

    static func denominator(_ q: Dependence.Question, _ of: Country?) -> String {
        // Letters that are spoken with a vowel first: an EU-published child, a US-published one.
        let article = of.map { "AEFHILMNORSX".contains($0.name.prefix(1)) } == true ? "an" : "a"
        let who =
            of.map { $0.isKnown ? "\(article) \($0.name)-published child" : "a child of \($0.name) country" }
            ?? "any child"
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
}
