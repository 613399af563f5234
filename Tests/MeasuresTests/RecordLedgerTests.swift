import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("The record ledger")
struct RecordLedgerTests {
    private func ledger(
        _ sayings: [Saying], series: Series = .likes, filter: LeaderboardFilter = .init(), asOf: Int64? = nil
    ) throws -> (ledger: RecordLedger, world: World) {
        let facts = FactsMaker.facts(sayings)
        let world = World(facts, asOf: asOf)
        return (try #require(RecordLedger(Histories(facts, world), series: series.name, filter: filter)), world)
    }

    private func lines(_ ledger: RecordLedger, _ world: World) -> [String] {
        ledger.entries.map {
            "\(world.models.name[$0.row]) after \($0.predecessor.map { world.models.name[$0] } ?? "-") by "
                + "\($0.margin.map { "\($0)" } ?? "-") day \($0.at / Timestamp.microsecondsPerDay - 20_000)"
        }
    }

    @Test("by hand: a tie changes nothing, one more does, and whoever falls behind loses the lead")
    func byHand() throws {
        let (ledger, world) = try ledger([
            .model(.init(id: "acme/b", at: at(0), released: 19_998, releasedPrecision: 0, created: at(-400))),
            .model(.init(id: "acme/c", at: at(0), released: 19_990, releasedPrecision: 1)),
            .likes("acme/a", 10, at(0)), .likes("acme/b", 9, at(0)), .likes("acme/b", 10, at(1)),
            .likes("acme/b", 12, at(2)), .likes("acme/a", 11, at(3)), .likes("acme/b", 8, at(4)),
            .likes("acme/c", 50, at(6)), .likes("acme/b", 40, at(9)),
        ])
        #expect(
            lines(ledger, world) == [
                "acme/a after - by - day 0", "acme/b after acme/a by 2 day 2", "acme/a after acme/b by 3 day 4",
                "acme/c after acme/a by 39 day 6",
            ])
        #expect(ledger.entries.map(\.until) == [at(2), at(4), at(6), nil])
        #expect(ledger.entries.map(\.wasSeenLeading) == [true, false, false, true])
        #expect(ledger.entries.allSatisfy { !$0.followsReset })
        #expect(ledger.matching == 3 && ledger.withValue == 3)
        // From the release, not from the repository's creation.
        let b = TimeToFirst(ledger, world, row: try #require(world.row("acme/b")))
        #expect(b.days == 4 && !b.isUpperBound && b.reason == nil)
        let c = TimeToFirst(ledger, world, row: try #require(world.row("acme/c")))
        #expect(c.days == nil && c.reason?.contains("month") == true)
        let a = TimeToFirst(ledger, world, row: try #require(world.row("acme/a")))
        #expect(a.days == nil && a.reason?.contains("release") == true)
    }

    @Test("not to have led is an answer where it was looked for from the release on, or the leader was ahead already")
    func neverLed() throws {
        func without(_ sayings: [Saying], _ name: String) throws -> Int32? {
            let facts = FactsMaker.facts(sayings)
            let world = World(facts)
            let histories = Histories(facts, world)
            let ledger = try #require(RecordLedger(histories, series: Series.likes.name))
            let row = try #require(world.row(name))
            let time = TimeToFirst(
                ledger, world, row: row, history: histories.counter(Series.likes, row: row))
            #expect(time.days == nil)
            return time.daysWithout
        }
        let released = Saying.model(.init(id: "acme/b", at: at(0), released: 20_010, releasedPrecision: 0))
        let base: [Saying] = [released, .likes("acme/a", 100, at(0)), .likes("acme/a", 900, at(50))]
        // Seen from its release on.
        #expect(try without(base + [.likes("acme/b", 1, at(10)), .likes("acme/b", 90, at(49))], "acme/b") == 40)
        // Seen later with less than the leader had at its release.
        #expect(try without(base + [.likes("acme/b", 99, at(20))], "acme/b") == 40)
        // Seen later with more: it may have led before.
        #expect(try without(base + [.likes("acme/b", 101, at(50))], "acme/b") == nil)
        #expect(try without([.likes("acme/a", 9, at(0)), .likes("acme/b", 1, at(0))], "acme/b") == nil)
    }

    @Test("equals at one time rank by id; nobody at or below zero leads; a reset is marked")
    func ties() throws {
        let (tied, world) = try ledger([.likes("acme/z", 5, at(0)), .likes("acme/m", 5, at(0))])
        #expect(lines(tied, world) == ["acme/m after - by - day 0"])
        let (none, _) = try ledger([.likes("acme/z", 0, at(0)), .like("acme/m", -3, at(1))])
        #expect(none.entries.isEmpty && none.withValue == 2)
        let (reset, after) = try ledger([
            .likes("acme/a", 500, at(0)), .likes("acme/b", 30, at(0)), .likes("acme/a", 20, at(1)),
            .likes("acme/a", 501, at(2)),
        ])
        #expect(
            lines(reset, after) == [
                "acme/a after - by - day 0", "acme/b after acme/a by 10 day 1", "acme/a after acme/b by 471 day 2",
            ])
        #expect(reset.entries.map(\.followsReset) == [false, true, false])
        let (vacant, empty) = try ledger([
            .like("acme/a", 2, at(0)), .like("acme/a", -2, at(3)), .like("acme/b", 1, at(5)),
        ])
        #expect(lines(vacant, empty) == ["acme/a after - by - day 0", "acme/b after acme/a by 1 day 5"])
        #expect(vacant.entries[0].until == at(3))
        // The same ten, but got together later than the other's: nine of a counter and one event.
        let (remade, others) = try ledger([
            .likes("acme/a", 10, at(0)), .likes("acme/b", 10, at(1)), .likes("acme/a", 9, at(2)),
            .like("acme/a", 1, at(2)),
        ])
        #expect(lines(remade, others) == ["acme/a after - by - day 0", "acme/b after acme/a by 0 day 2"])
        // A more trusted source that begins later does not hide what was seen before it.
        let (later, sources) = try ledger([
            .likes("acme/a", 10, at(0), source: "mteb"), .likes("acme/b", 8, at(0)), .likes("acme/a", 7, at(3)),
        ])
        #expect(lines(later, sources) == ["acme/a after - by - day 0", "acme/b after acme/a by 1 day 3"])
        let (nothing, _) = try ledger([.model("acme/a", 0)])
        #expect(nothing.entries.isEmpty && nothing.matching == 1 && nothing.withValue == 0)
    }

    @Test("the slow definition over the sayings agrees, with conditions and without", arguments: 0..<150)
    func reference(seed: Int) throws {
        var generator = RandomSayings(seed: seed + 3_000)
        let sayings = generator.sayings(40 + seed * 2)
        for asOf in [nil, at(12), at(31, 2)] {
            let facts = FactsMaker.facts(sayings)
            let world = World(facts, asOf: asOf)
            guard world.asOf != .null else { continue }
            let reference = ReferenceWorld(sayings, asOf: asOf)
            let filters = [
                LeaderboardFilter(), LeaderboardFilter(country: Country(name: "CN")!),
                LeaderboardFilter(sizeClass: .from250),
            ]
            for series in [Series.likes, .pulls] {
                for filter in filters {
                    let (ledger, _) = try ledger(sayings, series: series, filter: filter, asOf: asOf)
                    let slow = ReferenceRecords(sayings, world, reference, series: series) {
                        filter.isEmpty || filter.matches(world.models, $0)
                    }
                    var lines: [String] = []
                    for (i, entry) in ledger.entries.enumerated() {
                        lines.append("\(world.models.name[entry.row]) \(entry.level) \(entry.at)")
                        let next = i + 1 < ledger.entries.count ? ledger.entries[i + 1].at : nil
                        if let until = entry.until, until != next { lines.append("- \(until)") }
                    }
                    #expect(lines == slow.changes)
                    guard series == .likes else { continue }
                    let top = try #require(
                        Leaderboard.page(of: .netLikes, in: world.models, filter: filter, limit: 1))
                    #expect(ledger.withValue == top.withValue && ledger.matching == top.matching)
                    let best = top.rows.first.map { Int($0) }.flatMap { world.models.netLikes[$0] > 0 ? $0 : nil }
                    #expect(ledger.entries.last.flatMap { $0.until == nil ? $0.row : nil } == best)
                }
            }
        }
    }

    @Test("the order of arrival never shows", arguments: 0..<30)
    func arrival(seed: Int) throws {
        var generator = RandomSayings(seed: seed + 5_000)
        let sayings = generator.sayings(120)
        var random = SplitMix(seed: UInt64(seed))
        let (first, world) = try ledger(sayings)
        for _ in 0..<3 {
            let (again, other) = try ledger(sayings.shuffled(using: &random))
            #expect(lines(again, other) == lines(first, world))
        }
    }
}
