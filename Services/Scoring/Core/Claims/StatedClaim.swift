import Columns
import Domain
import Measures
import Wire

/// A claim as its record tells it.
///
/// Among its parameters those of its measure are sent on; five words are the claim's own: `reading` (what is taken out of
/// the answer), `choices` (other values of parameters that can be defended), `others` (other measures that can be
/// defended), `records` (the question that lists what is behind it) and `decidedBy` (which records would decide it where
/// they are missing).
struct StatedClaim {
    var id: String
    var text: String
    var speaker: String?
    var date: PartialDate
    var citation: String?
    var measure: String
    var parameters: JSONValue
    var predicate: JSONValue
    var source: String

    static let own = ["reading", "choices", "others", "records", "decidedBy"]

    /// Nil: the body is not that of a claim, which ingest does not let pass.
    init?(_ statement: DocumentStatement, sources: [String]) {
        guard let body = try? JSONValue.parse(Array(statement.body.utf8)) else { return nil }
        self.init(body, id: statement.subject, source: sources[Int(statement.source)])
    }

    /// Nil: it lacks a date or a measure.
    init?(_ body: JSONValue, id: String, source: String) {
        guard let date = body["date"]?.text.flatMap({ PartialDate($0) }), let measure = body["measure"]?.text
        else { return nil }
        self.id = id
        text = body["text"]?.text ?? ""
        speaker = body["speaker"]?.text
        self.date = date
        citation = body["citation"]?.text
        self.measure = measure
        parameters = body["parameters"] ?? .object([])
        predicate = body["predicate"] ?? .object([])
        self.source = source
    }

    /// All that are known, by id bytewise.
    static func all(_ state: AskedState) -> [StatedClaim] {
        MilestoneStatements.standing(state.facts, state.world, .claim)
            .compactMap { StatedClaim($0, sources: state.facts.sources) }
    }

    /// The same sentence under other measures that can be defended, each with what it is called: a measure with its
    /// parameters and reading, and the predicate its figure must fulfil where that is not the claim's own.
    var others: [(name: String, claim: StatedClaim)] {
        (parameters["others"]?.elements ?? []).map { stated in
            var other = self
            other.measure = stated["measure"]?.text ?? ""
            let reading = stated["reading"].map { [JSONValue.Member("reading", $0)] } ?? []
            other.parameters = .object((stated["parameters"]?.members ?? []) + reading)
            if let own = stated["predicate"] { other.predicate = own }
            return (stated["name"]?.text ?? other.measure, other)
        }
    }

    /// What the measure is sent.
    var sent: [JSONValue.Member] { parameters.members.filter { !Self.own.contains($0.key) } }

    /// What its figure must fulfil; nil: it cannot be read.
    var checked: ClaimPredicate? {
        let value: Double? =
            switch predicate["value"] {
            case .integer(let whole)?: Double(whole)
            case .number(let fraction)?: fraction
            default: nil
            }
        return ClaimPredicate(
            kind: predicate["kind"]?.text ?? "", operator: predicate["operator"]?.text, value: value)
    }

    /// The last instant of its date.
    var end: Timestamp {
        Timestamp(
            microseconds: (Int64(PeriodKind.lastDay(date).number) + 1) * Timestamp.microsecondsPerDay - 1)
    }

    var json: [JSONValue.Member] {
        [
            .init("id", .string(id)), .init("value", .string(date.description)), .init("text", .string(text)),
            .init("speaker", speaker.map { .string($0) } ?? .null),
            .init("citation", citation.map { .string($0) } ?? .null), .init("measure", .string(measure)),
            .init("parameters", parameters), .init("predicate", predicate), .init("source", .string(source)),
        ]
    }
}

extension JSONValue {
    /// The members of an object; none of anything else.
    var members: [Member] { if case .object(let members) = self { members } else { [] } }
    /// The elements of an array; none of anything else.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    /// A number of either kind.
    var double: Double? {
        switch self {
        case .integer(let whole): Double(whole)
        case .number(let fraction): fraction
        default: nil
        }
    }
}
