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
        settling.ring()
        let rung = clock.now
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
}
