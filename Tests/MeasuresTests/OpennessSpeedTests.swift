import Columns
import Domain
import Frameworks
import Measures
import Testing

/// Whole worlds are judged in proportion to their rows: what listings say alike is worked out once.
@Suite struct OpennessSpeedTests {
    @Test(.timeLimit(.minutes(1))) func manyModels() throws {
        var said: [Saying] = []
        for i in 0..<40_000 {
            said.append(
                saying("o\(i % 100)/m\(i)", released: i % 900, license: ["mit", "llama2", "apache-2.0"][i % 3]))
        }
        said.append(.likes("o1/m1", 3, at(1_000)))
        let facts = FactsMaker.facts(said)
        let reading = OpennessReading(facts, World(facts))
        let clock = ContinuousClock()
        let time = try clock.measure {
            let ranking = try #require(
                OpennessLeaderboard.rank(G7Levels.self, reading, filter: LeaderboardFilter(), limit: 20))
            #expect(ranking.judged == 40_000 && ranking.entries.count == 20)
            let result = try #require(OpennessDisagreements.matrix(reading))
            #expect(result.called == 40_000)
        }
        // Judging each by itself takes minutes in an unoptimised build.
        #expect(time < .seconds(20))
    }
}
