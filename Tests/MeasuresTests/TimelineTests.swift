import Columns
import Domain
import Testing

@testable import Measures

@Suite("Timelines of the past")
struct TimelineTests {
    private func lines(_ sayings: [Saying], _ series: Series, asOf: Int64? = nil) throws -> [String] {
        let facts = FactsMaker.facts(sayings)
        let world = World(facts, asOf: asOf)
        let number = try #require(facts.series.firstIndex(of: series))
        return Timeline.days(Histories(facts, world), row: try #require(world.row("acme/a")), series: number).map {
            "\($0.day - 20_000) \(facts.sources[Int($0.source)]) \($0.value) \($0.amount.map { "\($0)" } ?? "-")"
        }
    }

    @Test("by hand: the last value of each day and source, and what was counted; nothing after the time asked for")
    func byHand() throws {
        let sayings: [Saying] = [
            .likes("acme/a", 100, at(0)), .likes("acme/a", 104, at(0, 5)), .likes("acme/a", 110, at(1)),
            .likes("acme/a", 20, at(2)), .likes("acme/a", 112, at(3)), .likes("acme/a", 90, at(1), source: "atom"),
            .observation("acme/a", .downloads30d, 7, step: 1, source: "atom", at: at(2)), .like("acme/a", 5, at(2)),
        ]
        let all = [
            "0 huggingface 104 4", "1 atom 90 -", "1 huggingface 110 6", "2 huggingface 20 0", "3 huggingface 112 2",
        ]
        #expect(try lines(sayings, .likes) == all)
        #expect(try lines(sayings.reversed(), .likes) == all)
        #expect(try lines(sayings, .likes, asOf: at(2, 1)) == Array(all.dropLast()))
        #expect(try lines(sayings, .likes, asOf: at(0, 4)) == ["0 huggingface 100 -"])
        #expect(try lines(sayings, .downloads30d) == ["2 atom 7 -"])
        #expect(try lines(sayings, .pulls) == [])
    }
}
