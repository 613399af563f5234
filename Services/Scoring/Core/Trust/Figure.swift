import Domain
import Measures
import Wire

/// A question within a question: any method with its parameters, evaluated at chosen times and under changed states.
struct Figure: Sendable {
    let definition: MethodDefinition
    private let sent: [JSONValue.Member]
    /// Which entry of a list, or member of an object, is the figure.
    let key: String?

    /// Questions about questions, which cannot be asked about themselves.
    static let outer: Set<String> = [
        MethodDefinition.restatement.name, MethodDefinition.sensitivity.name, MethodDefinition.export.name,
        MethodDefinition.claimCheck.name, MethodDefinition.watchEvents.name,
    ]
    /// What the question around it says.
    private static let times: Set<String> = ["asOf", "knownAt", "timeoutMs"]

    /// The method and parameters that another question names by `method`, `params` and `key`.
    ///
    /// - Parameter refused: the methods that cannot be asked about in this way.
    init(_ parameters: MethodParameters, refused: Set<String> = outer) throws(RPCError) {
        let name = parameters.string("method") ?? ""
        guard ScoringMethods.all[name] != nil, !refused.contains(name),
            let definition = MethodRegistry.scoring[name]
        else {
            let names = ScoringMethods.all.keys.filter { !refused.contains($0) }.sorted()
            throw RPCError(
                .invalidParameters,
                "'\(name)' is no measure that can be asked for here; there are "
                    + names.joined(separator: ", "), path: "method", nearest: NearestName.find(name, among: names))
        }
        var members: [JSONValue.Member] = []
        if case .object(let sent)? = parameters["params"] { members = sent }
        if let time = members.first(where: { Self.times.contains($0.key) }) {
            throw RPCError(
                .invalidParameters, "'\(time.key)' stands beside 'method', not among its parameters",
                path: "params.\(time.key)")
        }
        self.definition = definition
        sent = members
        key = parameters.string("key")
        _ = try checked(members)
    }

    /// A method with parameters that are no part of a question; nil: there is no such method.
    init?(method name: String, parameters: [JSONValue.Member]) throws(RPCError) {
        guard ScoringMethods.all[name] != nil, !Self.outer.contains(name),
            let definition = MethodRegistry.scoring[name]
        else { return nil }
        self.definition = definition
        sent = parameters
        key = nil
        _ = try checked(parameters)
    }

    private init(_ figure: Figure, sent: [JSONValue.Member]) {
        definition = figure.definition
        key = figure.key
        self.sent = sent
    }

    /// The same with another value of one parameter.
    func with(_ name: String, _ value: JSONValue) -> Figure {
        Figure(self, sent: sent.filter { $0.key != name } + [.init(name, value)])
    }

    /// The same with one parameter left to its default.
    func without(_ name: String) -> Figure { Figure(self, sent: sent.filter { $0.key != name }) }

    /// A parameter as it was sent.
    func sent(_ name: String) -> JSONValue? { sent.first { $0.key == name }?.value }

    /// Whether a parameter was sent, rather than left to its default.
    func names(_ parameter: String) -> Bool { sent.contains { $0.key == parameter } }

    /// The parameters as used, defaults filled in.
    var parameters: MethodParameters { get throws(RPCError) { try checked(sent) } }

    private func checked(_ members: [JSONValue.Member]) throws(RPCError) -> MethodParameters {
        do throws(RPCError) {
            return try MethodParameters(.object(members), for: definition)
        } catch {
            var error = error
            error.path = error.path.isEmpty ? "params" : "params.\(error.path)"
            throw error
        }
    }

    /// Whether what was gained, and when, is read of a state for it.
    var readsGains: Bool { (ScoringMethods.all[definition.name] as? any StateMethod)?.readsGains ?? true }

    /// Its answer at given times.
    ///
    /// - Parameter changed: what is changed about every state it asks for.
    func answer(
        _ question: ScoringQuestion, asOf: Timestamp?, knownAt: Int64?,
        changed: (@Sendable (AskedState) async throws -> AskedState)? = nil
    ) async throws -> Answer {
        var members = sent
        func has(_ name: String) -> Bool { definition.parameters.contains { $0.name == name } }
        if let asOf, has("asOf") { members.append(.init("asOf", .string(asOf.description))) }
        if let knownAt, has("knownAt") { members.append(.init("knownAt", .integer(knownAt))) }
        // A question of two recorded times: the later one, where it was left to its default.
        if let knownAt, has("knownAtAfter"), !names("knownAtAfter") {
            members.append(.init("knownAtAfter", .integer(knownAt)))
        }
        return try await ScoringMethods.answer(
            definition.name,
            ScoringQuestion(
                parameters: checked(members), present: question.present, past: question.past,
                pinned: .init(asOf: asOf, knownAt: knownAt), changed: changed))
    }

    /// The figure at given times; where what it names is not there, or cannot be asked in this way, there is no value,
    /// and it says why.
    func reading(
        _ question: ScoringQuestion, asOf: Timestamp?, knownAt: Int64?,
        changed: (@Sendable (AskedState) async throws -> AskedState)? = nil
    ) async throws -> (reading: Reading, answer: Answer?) {
        do {
            let answer = try await answer(question, asOf: asOf, knownAt: knownAt, changed: changed)
            return (reading(answer), answer)
        } catch let error as RPCError {
            switch error.code {
            case .modelNotFound, .organizationNotFound, .seriesUnknown, .invalidParameters:
                return (Reading(value: .null, reason: error.message), nil)
            default: throw error
            }
        }
    }

    /// The figure in an answer.
    func reading(_ answer: Answer) -> Reading { Reading(answer, key: key) }

    /// One number out of an answer, or why there is none.
    struct Reading: Sendable, Equatable {
        var value: JSONValue
        var number: Double?
        var reason: String?

        init(value: JSONValue, number: Double? = nil, reason: String? = nil) {
            self.value = value
            self.number = number
            self.reason = reason
        }

        init(_ answer: Answer, key: String?) {
            (value, reason) = Self.find(answer, key)
            switch value {
            case .integer(let whole): number = Double(whole)
            case .number(let fraction): number = fraction
            default:
                number = nil
                if value != .null, reason == nil {
                    reason = "the value is \(value.isList ? "a list" : "an object"): choose one entry with 'key'"
                }
            }
        }

        private static func find(_ answer: Answer, _ key: String?) -> (JSONValue, String?) {
            guard let key, answer.value != .null else { return (answer.value, answer.reason) }
            switch answer.value {
            case .array(let entries):
                if let entry = entries.first(where: { $0["key"] == .string(key) || $0["id"] == .string(key) }) {
                    return (entry["value"] ?? .null, nil)
                }
                // Shares are listed where they are above 0.
                if entries.allSatisfy({ $0["key"] != nil }) { return (.integer(0), nil) }
                return (.null, "'\(key)' is not on this page of the list")
            case .object:
                var value: JSONValue? = answer.value
                for part in key.split(separator: ".") { value = value?[String(part)] }
                return value.map { ($0, nil) } ?? (.null, "the value has no member '\(key)'")
            default: return (.null, "the value is one number: leave 'key' out")
            }
        }
    }
}

extension JSONValue {
    fileprivate var isList: Bool { if case .array = self { true } else { false } }
}
