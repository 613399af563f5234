import Columns
import Domain
import Measures
import StoreSupport
import Synchronization
import TestSupport
import Testing

@testable import ScoringCore

@Suite("The state that questions are answered from", .serialized)
struct PresentTests {
    private func store(_ name: String) throws -> (Store, Living) {
        let store = try Store(name)
        try store.names(3)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"), store.like(2, 1, "2024-12-01T03:00:00Z"))
        let living = Living()
        try living.step(store.scoring)
        return (store, living)
    }

    private func place(_ world: World?) -> UnsafeMutablePointer<Int64>? { world?.models.likesReached.rows }

    @Test("is changed where it lies while nobody holds it: by figures, another day, and new models")
    func inPlace() throws {
        let (store, living) = try store("present_place")
        let first = place(living.world.state.world)
        try store.commit(store.observe(1, 12, "2024-12-01T05:00:00Z"))
        try living.step(store.scoring)
        try store.commit(store.like(2, 4, "2024-12-03T01:00:00Z"))
        try living.step(store.scoring)
        try store.commit(store.statement(3, "2024-12-03", content: 7, bases: [1]))
        try living.step(store.scoring)
        #expect(place(living.world.state.world) == first)
        #expect(living.world.state.world?.models.count == 3)
        let scores = try store.scores()
        #expect(scores == (try store.writtenAtOnce().scores))
    }

    @Test("stays as it was for whoever holds it")
    func held() throws {
        let (store, living) = try store("present_held")
        let held = living.world.state
        let row = try #require(held.world?.rowOfId[1])
        for value in 2...4 {
            try store.commit(store.observe(1, 10 * value, "2024-12-0\(value)T00:00:00Z"))
            try living.step(store.scoring)
        }
        #expect(held.world?.models.netLikes[Int(row)] == 10)
        #expect(held.facts.points.group(1).count == 1)
        #expect(held.citedEpoch == 1 && held.world?.batch == 2)
        #expect(living.world.state.world?.models.netLikes[Int(row)] == 40)
        #expect(living.world.state.facts.points.group(1).count == 4)
        #expect(living.world.state.citedEpoch == 4)
    }

    @Test("is waited for while it is being changed", .timeLimit(.minutes(1)))
    func waiting() async throws {
        let (store, living) = try store("present_waiting")
        let world = living.world
        #expect(await world.present().world?.batch == 2)
        world.take()
        #expect(world.state.world == nil)
        // What is said of it meanwhile does not need it.
        #expect(world.summary.isLoaded && world.summary.models == 2 && world.summary.epoch == 1)
        world.watch()
        try world.keep(quiet: .zero, store.scoring)
        let askers = (0..<3).map { _ in Task { await world.present() } }
        while world.current.withLock({ $0.waiting?.count }) != 3 { await Task.yield() }
        try store.commit(store.observe(1, 12, "2024-12-01T05:00:00Z"))
        try living.step(store.scoring)
        for asker in askers { #expect(await asker.value.world?.batch == 3) }
        #expect(world.current.withLock { $0.waiting == nil })
        #expect(await world.present().world?.batch == 3)
    }

    @Test("what was kept of the state that was last watched adds up over steps that nobody watched")
    func unwatched() throws {
        let (store, living) = try store("present_unwatched")
        let log = living.world.log
        for step in 0..<6 {
            try store.commit(store.observe(3 - step % 2, 20 + 2 * step, "2024-12-0\(2 + step / 2)T0\(step):00:00Z"))
            if step == 3 {
                try store.owner.execute("ALTER TABLE score.epoch RENAME TO away")
                #expect(throws: (any Error).self) { try living.world.step(store.scoring) }
                living.world.watch()
                try store.owner.execute("ALTER TABLE score.away RENAME TO epoch")
            }
            try living.world.step(store.scoring)
            if step % 3 == 2 { living.world.watch() }
        }
        let since = try #require(log.since(2, upTo: nil))
        #expect(since.steps.map(\.from) == [2, 5] && since.steps.map(\.batch) == [5, 8])
        // Model 1 led with 10 likes; then 3 with 20, 2 with 22 and one of another source, 3 with 24; at last 2 with 30 and one.
        let records = since.steps.map { $0.events.filter { $0.kind == .record && $0.scope == "overall" }.map(\.text) }
        #expect(records[0].count == 1 && records[0][0].contains("leads overall with 24 likes"))
        #expect(records[1].count == 1 && records[1][0].contains("leads overall with 31 likes"))
    }
}
