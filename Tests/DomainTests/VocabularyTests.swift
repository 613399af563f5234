import Domain
import Testing

@Suite struct VocabularyTests {
    @Test func everyWordReadsBackAsItself() {
        for access in Access.allCases { #expect(Access(name: access.name) == access) }
        for kind in EventKind.allCases { #expect(EventKind(name: kind.name) == kind) }
        for kind in OrganizationKind.allCases { #expect(OrganizationKind(name: kind.name) == kind) }
        for relation in Relation.allCases { #expect(Relation(name: relation.name) == relation) }
        for kind in Series.Kind.allCases { #expect(Series.Kind(name: kind.name) == kind) }
    }

    @Test func theWordsAreThoseOfTheMessages() {
        #expect(EventKind.allCases.map(\.name) == ["like", "deployment", "mention", "derivative"])
        #expect(
            OrganizationKind.allCases.map(\.name) == [
                "company", "startup", "laboratory", "university", "nonprofit", "government", "community", "individual",
                "unknown",
            ])
        #expect(Relation.generatedBy.name == "generated-by")
        #expect(Series.Kind.allCases.map(\.name) == ["counter", "gauge"])
    }

    @Test func otherWordsAreNone() {
        #expect(Access(name: "open") == nil)
        #expect(EventKind(name: "Like") == nil)
        #expect(OrganizationKind(name: "") == nil)
        #expect(Relation(name: "generatedBy") == nil)
    }

    @Test func curatedIsBelievedFirst() {
        #expect(SourceRank.of("curated") < SourceRank.of("release-dates"))
        #expect(SourceRank.of("release-dates") < SourceRank.of("huggingface"))
        #expect(SourceRank.of("parameters") < SourceRank.of("huggingface"))
        #expect(SourceRank.of("huggingface") < SourceRank.of("helm"))
        #expect(SourceRank.of("helm") < SourceRank.of("inferred"))
    }
}
