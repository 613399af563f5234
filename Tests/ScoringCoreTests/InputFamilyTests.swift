import Testing
import Wire

@testable import ScoringCore

@Suite("What methods rest on")
struct InputFamilyTests {
    @Test("every method that can be exported says which inputs it rests on, and none that cannot")
    func listed() {
        // Questions about a figure rest on what the figure rests on.
        let exportable = Set(ScoringMethods.all.keys).subtracting(["export", "restatement", "sensitivity"])
        let listed = Set(InputFamilies.byMethod.keys)
        #expect(exportable.subtracting(listed).sorted() == [], "these have no line in InputFamilies.byMethod")
        #expect(listed.subtracting(exportable).sorted() == [], "these are no methods that can be exported")
        for (method, families) in InputFamilies.byMethod {
            #expect(Set(families.map { $0.name }).count == families.count, "\(method) names a family twice")
        }
    }
}
