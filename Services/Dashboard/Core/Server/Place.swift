import Presentation
import Wire

/// Where somebody is: a page's path, its parameters, and the world they look at. Pure.
struct Place: Sendable {
    var path: String
    var query: WebQuery
    var health: GatewayHealth

    init(path: String, query: WebQuery, health: GatewayHealth) {
        self.path = path
        self.query = query
        self.health = health
    }

    /// The time asked for, as typed.
    var asOf: String? { query["asOf"] }
    /// The batch asked for, as typed.
    var knownAt: String? { query["knownAt"] }

    /// The two times as parameters of a question.
    var times: [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if let asOf { members.append(.init("asOf", .string(asOf))) }
        if let knownAt { members.append(.init("knownAt", TypedText.value(knownAt, as: .integer(0...Int64.max)))) }
        return members
    }

    /// A question about the time asked for.
    func question(_ method: MethodDefinition, _ members: [JSONValue.Member] = []) -> Question {
        let takesTimes = method.parameters.contains { $0.name == "asOf" }
        return Question(method, members + (takesTimes ? times : []))
    }

    /// The parameters of a method that this page's address names, typed as the method has them.
    func chosen(_ method: MethodDefinition, _ names: [String]) -> [JSONValue.Member] {
        names.compactMap { name in
            let texts = query.all(name)
            guard !texts.isEmpty, let type = method.allParameters.first(where: { $0.name == name })?.type else {
                return nil
            }
            if case .list = type { return .init(name, TypedText.value(texts.joined(separator: ","), as: type)) }
            return .init(name, TypedText.value(texts[0], as: type))
        }
    }

    /// The address of another page, which looks at the same time.
    func link(_ path: String, _ pairs: [(String, String)] = []) -> String {
        var query = WebQuery(pairs)
        if let asOf { query.pairs.append(.init(name: "asOf", text: asOf)) }
        if let knownAt { query.pairs.append(.init(name: "knownAt", text: knownAt)) }
        return query.pairs.isEmpty ? path : path + "?" + query.text
    }

    /// This page's address with other times; nil leaves one out.
    func link(asOf: String?, knownAt: String?) -> String {
        var query = query
        query.pairs.removeAll { ["asOf", "knownAt"].contains($0.name) }
        if let asOf { query.pairs.append(.init(name: "asOf", text: asOf)) }
        if let knownAt { query.pairs.append(.init(name: "knownAt", text: knownAt)) }
        return query.pairs.isEmpty ? path : path + "?" + query.text
    }

    /// This page's address with one parameter changed.
    func link(with name: String, _ text: String) -> String {
        var query = query
        query.pairs.removeAll { $0.name == name }
        query.pairs.append(.init(name: name, text: text))
        return path + "?" + query.text
    }
}
