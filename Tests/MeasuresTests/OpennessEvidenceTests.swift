import Columns
import Domain
import Frameworks
import TestSupport
import Testing

@testable import Measures

/// Evidence out of facts.
@Suite struct OpennessEvidenceTests {
    private func reading(_ facts: Facts, _ day: Int? = nil, scores: [ScoresStatement] = []) -> OpennessReading {
        OpennessReading(facts, World(facts, asOf: day.map { at($0) }), scores: scores)
    }

    private func evidence(_ facts: Facts, _ model: String, _ day: Int? = nil) throws -> Evidence {
        let reading = reading(facts, day)
        return reading.evidence(try #require(reading.world.row(model)))
    }

    @Test func aListingProvesWeightsPapersAndDataSetsAndNoMore() throws {
        var facts = FactsMaker.facts([
            saying(
                "acme/m", license: "apache-2.0", gated: true,
                bases: [("paper-1", .generatedBy), ("data-1", .filteredBy), ("acme/base", .finetune)])
        ])
        facts.artifact("paper-1", type: "paper")
        facts.artifact("data-1", type: "dataset")
        let evidence = try evidence(facts, "acme/m")
        #expect(evidence.states.components(.included) == [.finalParameters])
        #expect(evidence.states.components(.unlicensed) == [.datasets, .researchPaper])
        #expect(evidence[.finalParameters].license == "Apache-2.0")
        #expect(evidence[.finalParameters].followed?.writtenLicense == "apache-2.0")
        #expect(evidence[.finalParameters].followed?.strength == .listing)
        #expect(evidence[.finalParameters].followed?.link == "https://huggingface.co/acme/m")
        #expect(evidence[.researchPaper].followed?.link == "paper-1")
        #expect(evidence.access?.access == .openRestricted)
        #expect(evidence[.modelCard].followed == nil)
    }

    @Test func aCatalogueProvesWhatItStates() throws {
        let facts = FactsMaker.facts([
            saying("acme/api", access: .api, source: "helm"),
            saying("acme/open", access: .openRestricted, source: "helm"),
            saying("acme/listed", license: "mit", source: "mteb"),
        ])
        let closed = try evidence(facts, "acme/api")[.finalParameters]
        #expect(closed.state == .missing && closed.followed?.isPresent == false)
        #expect(try evidence(facts, "acme/open")[.finalParameters].state == .unlicensed)
        #expect(try evidence(facts, "acme/listed")[.finalParameters].followed == nil)
    }

    @Test func aReviewIsFollowedBeforeAListingAndTheAlternativeIsThere() throws {
        var facts = FactsMaker.facts([saying("acme/m", license: "apache-2.0")])
        facts.component("acme/m", .finalParameters, "llama2", at: at(1))
        let evidence = try evidence(facts, "acme/m")
        #expect(evidence[.finalParameters].license == "llama2" && evidence[.finalParameters].state == .invalid)
        #expect(evidence[.finalParameters].others.map(\.source) == ["huggingface"])
        let weights = WhatWouldChange.alternatives(on: evidence).filter { $0.framework == WeightsAxis.id }
        #expect(weights.map(\.statement.source) == ["huggingface"])
        #expect(weights.map(\.to) == [.score(1, of: 1)])
    }

    @Test func componentsHoldFromWhenTheyWereSaidAndTheFirstBefore() throws {
        var facts = FactsMaker.facts([saying("acme/m", released: 0), .likes("acme/m", 1, at(40))])
        facts.component("acme/m", .datasets, "CC-BY-4.0", at: at(20))
        facts.component("acme/m", .datasets, nil, isPresent: false, at: at(30))
        facts.component("acme/m", .modelCard, "MIT", source: "curated", at: at(10))
        for (day, state) in [(5, ComponentState.included), (20, .included), (29, .included), (30, .missing)] {
            #expect(try evidence(facts, "acme/m", day)[.datasets].state == state, "day \(day)")
        }
        #expect(try evidence(facts, "acme/m", 5)[.modelCard].state == .included)
    }

    @Test func scoresAreTheModelsAndItsDevelopersOfTheirTime() throws {
        var facts = FactsMaker.facts([
            saying("acme/m"), .likes("acme/m", 1, at(40)), .country("acme", Country(name: "US")),
        ])
        facts.organizations.append(
            OrganizationStatement(
                organization: Int32(try #require(facts.organizationNames.firstIndex(of: "acme"))), source: 1, at: at(0),
                batch: 1, country: nil, kind: nil, parent: nil, name: "Acme Labs", aliases: [], evidence: nil))
        func scores(_ day: Int, _ edition: String, _ points: Double) -> ImportedScores {
            ImportedScores(
                framework: "fmti", edition: edition, items: [.init(id: "a", points: points)], source: "fmti",
                at: Timestamp(microseconds: at(day)))
        }
        let given = [
            ScoresStatement(subject: .organization("Acme Labs"), scores: scores(10, "2023-10", 1)),
            ScoresStatement(subject: .organization("ACME"), scores: scores(20, "2024-05", 0)),
            ScoresStatement(subject: .organization("nobody"), scores: scores(20, "2024-05", 1)),
            ScoresStatement(subject: .model("ACME/M"), scores: scores(30, "2025-12", 1)),
            ScoresStatement(subject: .model("acme/other"), scores: scores(35, "2025-12", 0)),
        ]
        func label(_ day: Int) throws -> String {
            let reading = reading(facts, day, scores: given)
            return FMTI.verdict(on: reading.evidence(try #require(reading.world.row("acme/m")))).label
        }
        #expect(try label(9) == "not in the index")
        #expect(try label(15) == "1.0 of 100, edition 2023-10")
        #expect(try label(25) == "0.0 of 100, edition 2024-05")
        #expect(try label(40) == "1.0 of 100, edition 2025-12")
    }

    private func random(_ seed: Int) -> (sayings: [Saying], more: [(String, Component, String?, Bool, String, Int)]) {
        var sayings = RandomSayings(seed: seed)
        let said = sayings.sayings(60)
        var random = SplitMix(seed: UInt64(seed) &+ 99)
        var keys: Set<String> = []
        let more = (0..<25).compactMap { _ -> (String, Component, String?, Bool, String, Int)? in
            let component = random.pick([Component.finalParameters, .datasets, .modelCard, .trainingCode])
            let statement = (
                random.pick(sayings.models), component, random.pick(["MIT", "llama2", "unlicensed", nil]),
                !random.oneIn(4), random.pick(["mof", "curated", "mteb"]), random.below(45)
            )
            let key = "\(ModelName.key(statement.0)) \(component) \(statement.4) \(statement.5)"
            return keys.insert(key).inserted ? statement : nil
        }
        return (said, more)
    }

    private func facts(_ sayings: [Saying], _ more: [(String, Component, String?, Bool, String, Int)]) -> Facts {
        var facts = FactsMaker.facts(sayings)
        for m in more { facts.component(m.0, m.1, m.2, isPresent: m.3, source: m.4, at: at(m.5)) }
        return facts
    }

    @Test(
        "Access by evidence is the world's access; verdicts that are kept are those that are worked out",
        arguments: 0..<40)
    func agreesWithTheWorld(seed: Int) {
        let (said, more) = random(seed)
        let facts = facts(said, more)
        for day in [nil, 10, 30] {
            let reading = reading(facts, day)
            var judge = OpennessJudge(reading, FrameworkRegistry.all)
            for row in 0..<reading.world.models.count {
                let listing = reading.listing(row)
                #expect((listing.access?.access ?? .unknown) == reading.world.models.access[row], "\(row)")
                let verdicts = FrameworkRegistry.verdicts(on: reading.evidence(row))
                #expect(judge.verdicts(row).map(\.outcome) == verdicts.map(\.outcome))
            }
        }
    }

    @Test("Nothing depends on the order of arrival", arguments: 0..<25)
    func order(seed: Int) {
        let (said, more) = random(seed)
        var random = SplitMix(seed: UInt64(seed) &+ 7)
        for day in [nil, 20] {
            let lines = [(said, more), (said.shuffled(using: &random), more.shuffled(using: &random))].map {
                // Models must be named before what is said of them.
                visible(reading(facts($0.0, $0.1), day))
            }
            #expect(lines[0] == lines[1])
        }
    }

    /// Everything that answers are made of.
    private func visible(_ reading: OpennessReading) -> [String] {
        var lines: [String] = []
        for row in 0..<reading.world.models.count {
            let evidence = reading.evidence(row)
            let told = evidence.components.map { "\($0.state) \($0.followed?.source ?? "") \($0.others.map(\.source))" }
            lines.append("\(reading.world.models.name[row]) \(told)")
        }
        lines.sort()
        for framework in FrameworkRegistry.all {
            let ranking = OpennessLeaderboard.rank(framework, reading, filter: LeaderboardFilter(), limit: 5)
            lines += (ranking?.entries ?? []).map { "\(reading.world.models.name[$0.row]) \($0.figure)" }
        }
        let cells = OpennessDisagreements.matrix(reading)
        lines += (cells?.matrix.cells ?? []).map { "\($0)" }
        lines += (cells?.examples ?? [:]).map { "\($0.key) \(reading.world.models.name[$0.value])" }.sorted()
        for axis in OpennessTrend.Axis.allCases {
            for country in ["US", "CN"] {
                let trend = OpennessTrend.trend(
                    OpennessTrend.Question(country: Country(name: country)), axis, reading)
                lines += (trend?.trends ?? []).map { "\($0)" } + (trend?.changes ?? []).map { "\($0)" }
            }
        }
        return lines
    }

    @Test func theLeaderboardIsTheSortedList() throws {
        for seed in 0..<15 {
            let (said, more) = random(seed)
            let reading = reading(facts(said, more))
            let names = reading.world.models.name
            var slow: [(figure: Double, name: String)] = []
            for row in 0..<reading.world.models.count {
                let flags = reading.world.models.flags[row]
                guard !flags.contains(.artifact), !flags.contains(.placeholder) || reading.isReviewed(row),
                    let figure = MOF.verdict(on: reading.evidence(row)).outcome.figure
                else { continue }
                slow.append((figure, names[row]))
            }
            slow.sort {
                $0.figure != $1.figure ? $0.figure > $1.figure : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
            }
            for limit in [1, 3, 1_000] {
                let ranking = try #require(
                    OpennessLeaderboard.rank(MOF.self, reading, filter: LeaderboardFilter(), limit: limit))
                #expect(ranking.entries.map { names[$0.row] } == slow.prefix(limit).map(\.name))
                #expect(ranking.judged == slow.count)
            }
        }
    }

    @Test func theMatrixCountsEachModel() throws {
        let facts = FactsMaker.facts([
            saying("acme/open", license: "mit"), saying("acme/closed", access: .api, source: "helm"),
            saying("acme/restricted", license: "llama2"),
        ])
        let result = try #require(OpennessDisagreements.matrix(reading(facts)))
        #expect(result.matching == 3 && result.called == 3)
        let cell = try #require(result.matrix.cells.first { $0.a == "mof" && $0.b == "epoch" })
        #expect(cell.models == 3 && cell.onlyA == 0 && cell.onlyB == 1)
        let world = World(facts)
        #expect(result.examples[.init(open: "epoch", closed: "mof")].map { world.models.name[$0] } == "acme/open")
    }
}
