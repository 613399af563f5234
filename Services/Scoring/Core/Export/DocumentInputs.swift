import Columns
import Domain
import Wire

/// Artifacts, milestones, claims and scores up to the state's time, as sources wrote them.
enum DocumentInputs: InputFamily {
    static let name = "documents"
    static let columns = ["kind", "subject", "source", "at", "body", "batch"]

    static func order(_ state: AskedState) -> [Int64] {
        let facts = state.facts
        return facts.documents.indices.filter { state.holds(facts.documents[$0].at) }.sorted {
            let (a, b) = (facts.documents[$0], facts.documents[$1])
            if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
            if a.subject != b.subject { return a.subject < b.subject }
            if a.source != b.source { return facts.sources[Int(a.source)] < facts.sources[Int(b.source)] }
            return (a.at, a.batch, $0) < (b.at, b.batch, $1)
        }.map(Int64.init)
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let row = state.facts.documents[Int(number)]
        return [
            .string("\(row.kind)"), .string(row.subject), state.source(row.source), .instant(row.at),
            .string(row.body), .integer(row.batch),
        ]
    }
}
