import Columns
import Domain
import Frameworks
import Testing

@testable import Measures

/// Trends, flagships and black boxes, on worlds small enough to check on paper.
@Suite struct OpennessMeasuresTests {
    private let us = Country(name: "US")!

    private func trend(
        _ facts: Facts, _ axis: OpennessTrend.Axis = .weights, day: Int? = nil, foundationsOnly: Bool = false
    ) throws -> OpennessTrend.Result {
        let world = World(facts, asOf: day.map { at($0) })
        return try #require(
            OpennessTrend.trend(
                OpennessTrend.Question(country: us, foundationsOnly: foundationsOnly), axis,
                OpennessReading(facts, world)))
    }

    /// Three open releases, then three through an interface, a year apart.
    private var closing: Facts {
        var said: [Saying] = [.country("acme", us)]
        for i in 0..<6 {
            said.append(
                saying(
                    "acme/m\(i)", released: i * 365, access: i < 3 ? .openUnrestricted : .api,
                    license: i < 3 ? "mit" : nil, source: "catalog"))
            said.append(.likes("acme/m\(i)", Int64(10 * (i + 1)), at(6 * 365)))
        }
        return FactsMaker.facts(said)
    }

    @Test func closingUp() throws {
        let result = try trend(closing)
        #expect(result.all == 6 && result.releases.map(\.value) == [1, 1, 1, 0, 0, 0])
        let release = result.trends[0]
        // Fifteen pairs: six within a half 0; nine across, -1 over 1 to 5 years: the eighth of all is -1/4.
        #expect(release.slope.map { abs($0 + 365.25 / (4 * 365)) < 1e-12 } == true)
        #expect(release.test?.s == -9)
        let adoption = result.trends[1]
        #expect(adoption.releases == 6 && (adoption.slope ?? 0) < 0)
        #expect(result.changes.map(\.day) == [Int32(20_000 + 3 * 365)])
        #expect(result.changes.first?.direction == .closed)
    }

    @Test func theFutureIsNotThereYet() throws {
        // By the day of the fourth release only half of the world is out.
        let facts = closing
        let result = try trend(facts, day: 2 * 365 + 1)
        #expect(result.releases.count == 3 && result.trends[0].slope == 0)
        #expect(result.trends[0].test == nil && result.trends[0].reason != nil)
        #expect(try trend(facts, day: 1).trends[0].slope == nil)
    }

    @Test func scienceIsKnownOnlyWhereSomebodyLooked() throws {
        var facts = closing
        #expect(try trend(facts, .science).releases.isEmpty)
        #expect(try trend(facts, .science).trends[0].reason?.contains("three") == true)
        for i in 0..<4 { facts.component("acme/m\(i)", .datasets, i < 2 ? "CC-BY-4.0" : nil, isPresent: i < 2) }
        let result = try trend(facts, .science)
        #expect(result.releases.map(\.value) == [1.0 / 6, 1.0 / 6, 0, 0])
    }

    @Test func adoptionWeighsAndNobodyAdoptedIsOut() throws {
        var said: [Saying] = [.country("acme", us)]
        for (i, (access, likes)) in [(Access.api, 0), (.api, 1), (.openUnrestricted, 100), (.api, 100), (.api, 0)]
            .enumerated()
        {
            said.append(saying("acme/m\(i)", released: i * 100, access: access, license: "mit", source: "catalog"))
            if likes > 0 { said.append(.likes("acme/m\(i)", Int64(likes), at(500))) }
        }
        let result = try trend(FactsMaker.facts(said))
        #expect(result.trends[0].releases == 5 && result.trends[1].releases == 3)
        // Pairs of weights 1*100 (+1/100 d), 1*100 (0), 100*100 (-1/100 d): the last outweighs the others.
        #expect(result.trends[1].slope.map { abs($0 + 3.6525) < 1e-12 } == true)
    }

    @Test func derivativesCanBeLeftOut() throws {
        let facts = FactsMaker.facts([
            .country("acme", us), saying("acme/a", released: 0, license: "mit"),
            saying("acme/b", released: 1, license: "mit", bases: [("acme/a", .finetune)]),
            saying("acme/c", released: 2, license: "mit", bases: [("data", .generatedBy)]), .likes("acme/a", 1, at(9)),
        ])
        #expect(try trend(facts).all == 3)
        #expect(try trend(facts, foundationsOnly: true).all == 2)
    }

    @Test func flagshipsAreWellFormed() {
        #expect(Flagships.all.count == Flagships.rows.split(separator: "\n").count)
        #expect(Set(Flagships.all.flatMap(\.ids)).count == Flagships.all.flatMap(\.ids).count)
        for flagship in Flagships.all {
            #expect(!flagship.ids.isEmpty && flagship.evidence.hasPrefix("https://") && flagship.country.isKnown)
        }
    }

    @Test func closedFlagships() throws {
        let facts = FactsMaker.facts([
            saying("acme/one", released: 0, access: .api, source: "catalog"),
            saying("acme/two", released: 1, license: "mit"), saying("acme/three", released: 2),
            .country("acme", us), .likes("acme/one", 1, at(30)),
        ])
        let world = World(facts)
        let list = ["acme/one", "acme/two", "acme/three", "acme/four"].map {
            Flagship(ids: ["other/\($0)", $0], country: us, released: PartialDate("2024-10")!, evidence: "https://x")
        }
        let entries = Closedness.entries(list, world) { world.row($0) }
        #expect(entries.map(\.access) == [.api, .openUnrestricted, .unknown, .unknown])
        #expect(entries.map { $0.row != nil } == [true, true, true, false])
        let cells = Closedness.cells(entries)
        #expect(cells == [Closedness.Cell(country: us, year: 2024, closed: 1, known: 2, all: 4)])
        #expect(cells[0].value == 0.5)
        // Before its release a flagship is none.
        #expect(Closedness.entries(list, World(facts, asOf: at(-200))) { world.row($0) }.isEmpty)
        // Named by the asker: country and year are the world's.
        let named = Closedness.entries(ids: ["acme/one", "no/body"], world) { world.row($0) }
        #expect(named.map(\.country) == [us, .unreviewed] && named.map(\.year) == [2024, nil])
        #expect(Closedness.cells(named).map(\.value) == [1])
        #expect(Closedness.Cell(country: us, year: 1, closed: 0, known: 0, all: 3).value == nil)
    }

    private func deployed() -> Facts {
        var facts = FactsMaker.facts([
            saying("lab/closed", access: .api, parameters: 7_000_000_000, source: "catalog"),
            saying("lab/closed-big", access: .api, parameters: 700_000_000_000, source: "catalog"),
            saying("lab/open", license: "mit", parameters: 8_000_000_000),
            saying("x/same", access: .api, source: "catalog"), saying("y/same", license: "mit"),
            .likes("closed", 1, at(0)), .likes("same", 1, at(0)), .likes("lab/none", 1, at(0)),
            .country("host", us),
        ])
        for model in ["lab/closed", "lab/closed-big", "lab/open"] { facts.task(model, "text-generation") }
        return facts
    }

    private func result(_ facts: Facts, _ question: BlackBox.Question = .init(), day: Int = 50) -> BlackBox.Result {
        BlackBox.result(question, facts, World(facts, asOf: at(day)))
    }

    @Test func blackBoxes() {
        var facts = deployed()
        for model in ["lab/closed", "lab/closed-big", "lab/open", "lab/none"] {
            facts.deployment("host", model, 1, at: at(10))
        }
        facts.deployment("far", "closed", 1, at: at(10), country: Country(name: "CN"), kind: .company)
        facts.deployment("far", "same", 1, at: at(10), country: Country(name: "CN"), kind: .company)
        let all = result(facts)
        #expect(all.deployments.count == 6 && all.adopters == 2)
        // lab/none is not described; of 'same' two models disagree.
        #expect(all.known == 4 && all.blackBoxes == 3)
        // 7 billion has an open one of its size, 700 has none; 'closed' is lab/closed.
        #expect(all.decided == 3 && all.substitutable == 2)
        #expect(all.deployments.count { $0.byLastPart } == 1)
        let american = result(facts, .init(adopterCountry: us))
        #expect(american.deployments.count == 4 && american.blackBoxes == 2 && american.known == 3)
        let companies = result(facts, .init(adopterKind: .company))
        #expect(companies.deployments.count == 2 && companies.known == 1)
        #expect(result(facts, .init(adopter: "FAR", byLastPart: false)).known == 0)
        #expect(result(facts, .init(adopter: "nobody")).deployments.isEmpty)
        #expect(result(facts, day: 9).all == 0)
    }

    @Test func offersBeginAndEnd() {
        var facts = deployed()
        // Had begun before the record starts; begun anew; ended.
        facts.deployment("host", "lab/open", -1, at: at(10))
        facts.deployment("host", "lab/open", 1, at: at(20))
        facts.deployment("host", "lab/open", -1, at: at(30))
        // Ends and begins at one time: goes on.
        facts.deployment("host", "lab/closed", 1, at: at(10))
        facts.deployment("host", "lab/closed", 1, at: at(30))
        facts.deployment("host", "lab/closed", -1, at: at(30))
        // Said by two sources: one deployment.
        facts.deployment("host", "lab/closed", 1, at: at(12), source: "other")
        func models(_ day: Int) -> [String] {
            let world = World(facts, asOf: at(day))
            return BlackBox.result(.init(), facts, world).deployments.map { world.models.name[$0.row] }
        }
        #expect(models(10) == ["lab/closed"])
        #expect(models(20) == ["lab/closed", "lab/open"])
        #expect(models(40) == ["lab/closed"])
    }
}
