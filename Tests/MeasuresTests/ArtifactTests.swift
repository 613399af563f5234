import Columns
import Domain
import Testing

@testable import Measures

@Suite("Artifacts of lineage")
struct ArtifactTests {
    private func world(
        _ statements: [(source: Int16, at: Int, organization: String?, released: Int32?)], asOf: Int64? = nil
    )
        -> World
    {
        var model = Saying.Model(id: "us/m", at: at(1), bases: [(id: "the-pile", relation: .filteredBy)])
        model.created = at(1)
        var facts = FactsMaker.facts([
            .country("us", RandomLineage.us), .country("cn", RandomLineage.cn),
            .organization(.init(id: "fr", at: at(0), country: Country(name: "FR"), aliases: ["frog"])), .model(model),
            .artifact("the-pile"), .likes("us/m", 1, at(20), source: "inferred"),
        ])
        let node = (0..<facts.modelCount).first { facts.modelNames[$0] == "the-pile" }!
        facts.artifactStatements = statements.enumerated().map { i, s in
            ArtifactStatement(
                node: Int32(node), source: s.source, at: at(s.at), batch: Int64(i), type: "dataset",
                organization: s.organization, released: s.released ?? .null, license: "cc-by-4.0")
        }
        return World(facts, asOf: asOf)
    }

    @Test("an artifact has its publisher's country, so that data lineage has countries")
    func country() {
        let nobody = world([(1, 1, nil, nil)])
        #expect(nobody.country("the-pile") == .unreviewed)
        let described = world([(1, 1, "CN", 19_000)])
        #expect(described.country("the-pile") == RandomLineage.cn)
        #expect(described.models.released[described.row("the-pile")!] == 19_000)
        let license = described.models.license[described.row("the-pile")!]
        #expect(described.models.words[Int(license)] == "cc-by-4.0")
        let data = LineageChoice(relations: LineageChoice.Kind.data.relations)
        #expect(described.shares(.init(of: RandomLineage.us, lineage: data)) == ["CN 1.0"])
        #expect(described.shares(.init(of: RandomLineage.us)) == [])
        #expect(world([(1, 1, "Frog", nil)]).country("the-pile") == Country(name: "FR"))
        #expect(world([(1, 1, "nowhere", nil)]).country("the-pile") == .unreviewed)
    }

    @Test("the more trusted source counts, of one source its latest statement by then")
    func sources() {
        // Sources by number: 1 curated, 2 huggingface, 3 inferred.
        #expect(world([(3, 9, "cn", nil), (1, 1, "us", nil)]).country("the-pile") == RandomLineage.us)
        #expect(world([(1, 9, "cn", nil), (1, 5, "us", nil)]).country("the-pile") == RandomLineage.cn)
        #expect(world([(1, 9, "cn", nil), (1, 5, "us", nil)], asOf: at(6)).country("the-pile") == RandomLineage.us)
        #expect(world([(1, 9, "cn", nil), (1, 5, "us", nil)], asOf: at(2)).country("the-pile") == RandomLineage.us)
        #expect(world([(1, 1, nil, nil), (3, 1, "cn", 19_000)]).country("the-pile") == RandomLineage.cn)
    }
}
