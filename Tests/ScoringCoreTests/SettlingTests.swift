import Synchronization
import Testing

@testable import ScoringCore

@Suite("Settling")
struct SettlingTests {
    @Test("nobody waits where nothing was committed; after a ring until it has been quiet; and not for ever")
    func waits() async throws {
        let settling = Settling()
        let clock = ContinuousClock()
        await settling.wait()
        let rung = clock.now
        settling.ring()
        await settling.wait()
        #expect(clock.now - rung >= Settling.quiet)
        // Somebody who never stops ringing.
        let isDone = Mutex(false)
        let ringing = Task.detached {
            while !isDone.withLock({ $0 }) {
                settling.ring()
                try? await Task.sleep(for: .milliseconds(1))
            }
        }
        settling.ring()
        let begin = clock.now
        await settling.wait()
        #expect(clock.now - begin >= Settling.quiet)
        isDone.withLock { $0 = true }
        await ringing.value
    }

    @Test("behind whom producers are held back is not waited for, even when somebody waits already")
    func heldBack() async throws {
        let settling = Settling()
        let clock = ContinuousClock()
        let now = clock.now
        #expect(Settling.Rings(first: now, last: now, isHeldBack: true).end(from: now) == now)
        var waits: [Duration] = []
        for _ in 0..<20 {
            let begin = clock.now
            settling.ring()
            let waiting = Task.detached { await settling.wait() }
            try await Task.sleep(for: .milliseconds(1))
            settling.ring(isHeldBack: true)
            await waiting.value
            waits.append(clock.now - begin)
        }
        // Each would be at least so long.
        #expect(waits.contains { $0 < Settling.quiet })
        // The next one is waited for again.
        let rung = clock.now
        settling.ring()
        await settling.wait()
        #expect(clock.now - rung >= Settling.quiet)
    }

    @Test("who rang during the epoch before is waited for no longer than it takes to be quiet")
    func hurries() {
        let now = ContinuousClock.now
        func wait(first: Int, last: Int) -> Duration {
            Settling.Rings(first: now - .milliseconds(first), last: now - .milliseconds(last)).end(from: now) - now
        }
        #expect(wait(first: 0, last: 0) == Settling.quiet)
        #expect(wait(first: 90, last: 90) < .zero)
        #expect(wait(first: 90, last: 3) == Settling.quiet - .milliseconds(3))
        // It goes on ringing: for those who have just come all the time, for those of before not.
        #expect(wait(first: 0, last: -60) == Settling.most)
        #expect(wait(first: 90, last: -60) == Settling.quiet)
    }
}
