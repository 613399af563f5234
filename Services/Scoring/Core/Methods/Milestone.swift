import Columns
import Domain
import Measures
import Wire

/// A milestone as its record tells it.
struct Milestone {
    var id: String
    var title: String
    var date: PartialDate
    var citation: String
    var countries: [String]
    var kind: String
    var source: String

    /// Nil: the body is not that of a milestone, which ingest does not let pass.
    init?(_ statement: DocumentStatement, sources: [String]) {
        guard let body = try? JSONValue.parse(Array(statement.body.utf8)),
            let date = body["date"]?.text.flatMap({ PartialDate($0) })
        else { return nil }
        id = statement.subject
        title = body["title"]?.text ?? ""
        self.date = date
        citation = body["citation"]?.text ?? ""
        countries = []
        if case .array(let names)? = body["countries"] { countries = names.compactMap(\.text) }
        kind = body["kind"]?.text ?? ""
        source = sources[Int(statement.source)]
    }

    /// All that are known, by date, then by id.
    static func all(_ state: AskedState) -> [Milestone] {
        MilestoneStatements.standing(state.facts, state.world)
            .compactMap { Milestone($0, sources: state.facts.sources) }
            .sorted {
                $0.date.first != $1.date.first
                    ? $0.date.first < $1.date.first : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
            }
    }
}
