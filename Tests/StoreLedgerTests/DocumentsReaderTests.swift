import Columns
import Domain
import Postgres
import StoreSupport
import Testing

@testable import StoreLedger

@Suite("Deployments, components and documents out of the store", .serialized)
struct DocumentsReaderTests {
    private static let time = "2024-12-01T00:00:00Z"

    private func read(_ store: Store, upTo limit: Int64? = nil) throws -> Facts {
        var facts = Facts()
        _ = try FactsReader().follow(&facts, upTo: limit, store.scoring)
        return facts
    }

    private func deployment(_ model: Int, _ amount: Int, adopter: String, id: String) -> String {
        "INSERT INTO groundswell.event VALUES (\(model), 1, 2, '\(Self.time)', \(amount), $batch, \(adopter), \(id))"
    }

    private func component(_ model: Int, _ number: Int, present: Bool = true) -> String {
        "INSERT INTO groundswell.component_fact VALUES"
            + " (\(model), \(number), 1, \(present), '\(Self.time)', $batch, 1, 'mit', 'https://x')"
    }

    private func document(_ kind: DocumentKind, _ subject: String, _ body: String, node: String = "NULL") -> String {
        "INSERT INTO groundswell.document_fact VALUES"
            + " (\(kind.rawValue), 1, \(node), '\(Self.time)', $batch, 5, '\(subject)', '\(body)')"
    }

    @Test("come as they were stored, with their adopters")
    func columns() throws {
        let store = try Store("facts_documents")
        try store.names(4)
        try store.commit(
            "INSERT INTO groundswell.adopter VALUES (1, 'cloud', 'US', 0, $batch), (2, 'else', NULL, NULL, $batch)",
            deployment(1, 1, adopter: "1", id: "77"), deployment(2, -1, adopter: "NULL", id: "NULL"),
            store.like(1, 1, Self.time), component(1, 10), component(1, 15, present: false),
            document(.milestone, "plan", #"{"title":"A plan"}"#),
            document(
                .artifact, "the-pile",
                #"{"type":"dataset","organization":"O1","released":"2020-12","license":"mit"}"#, node: "3"))
        let facts = try read(store)
        #expect(
            facts.adopters.dropFirst() == [
                Adopter(name: "cloud", country: Country(name: "US"), kind: .company),
                Adopter(name: "else", country: nil, kind: nil),
            ])
        let first = Array(facts.adoptions.group(1))
        #expect(first.map(\.adopter) == [1] && first.map(\.idHash) == [77] && first.map(\.amount) == [1])
        let second = Array(facts.adoptions.group(2))
        #expect(second.map(\.adopter) == [.null] && second.map(\.idHash) == [0] && second.map(\.amount) == [-1])
        #expect(facts.amounts.count == 3)
        #expect(facts.components.map(\.component) == [10, 15] && facts.components.map(\.isPresent) == [true, false])
        #expect(facts.components[0].license == "mit" && facts.components[0].evidence == "https://x")
        #expect(facts.documents.map(\.subject) == ["plan", "the-pile"])
        #expect(facts.documents[0].kind == .milestone && facts.documents[0].body.contains("A plan"))
        let artifact = try #require(facts.artifactStatements.first)
        #expect(artifact.node == 3 && artifact.type == "dataset" && artifact.organization == "O1")
        #expect(artifact.released == UTCDay(year: 2020, month: 12, day: 1)?.number && artifact.license == "mit")
        #expect(facts.artifacts == [3])
    }

    @Test("are withdrawn each by itself; knownAt before still sees them")
    func withdrawn() throws {
        let store = try Store("facts_documents_withdrawn")
        try store.names(4)
        try store.commit(
            "INSERT INTO groundswell.adopter VALUES (1, 'cloud', 'US', 0, $batch), (2, 'else', NULL, NULL, $batch)",
            deployment(1, 1, adopter: "1", id: "77"), deployment(1, 1, adopter: "2", id: "78"), component(1, 10),
            component(1, 15), document(.milestone, "plan", "{}"), document(.claim, "plan", "{}"),
            document(.artifact, "the-pile", #"{"type":"dataset"}"#, node: "3"))
        let before = try read(store)
        try store.commit(
            store.retract(.event, 1, at: Self.time, ["other": "1", "amount": "1", "number": "78"], source: 2),
            store.retract(.component, 1, at: Self.time, ["number": "15"]),
            store.retract(.milestone, nil, at: Self.time, ["text": "'plan'"]),
            store.retract(.artifact, nil, at: Self.time, ["text": "'the-pile'"]))
        let after = try read(store)
        #expect(Array(after.adoptions.group(1)).map(\.adopter) == [1])
        #expect(after.components.map(\.component) == [10])
        #expect(after.documents.map(\.kind) == [.claim])
        #expect(after.artifacts.isEmpty && after.artifactStatements.isEmpty)
        var followed = before
        #expect(try FactsReader().follow(&followed, store.scoring).rewrites)
        #expect(followed.documents == after.documents && followed.components == after.components)
        #expect(Array(followed.adoptions.group(1)) == Array(after.adoptions.group(1)))
        let known = try read(store, upTo: 2)
        #expect(known.documents == before.documents && known.components == before.components)
        #expect(Array(known.adoptions.group(1)) == Array(before.adoptions.group(1)))
    }
}
