import StoreInbox
import Synchronization
import Testing

@testable import IngestCore

@Suite("Gathering")
struct GatheringTests {
    @Test("lines are waited for a moment, not for ever, and not where somebody is in a hurry")
    func waits() async throws {
        let gathering = Gathering()
        let inbox = Inbox()
        let clock = ContinuousClock()
        await gathering.wait(for: inbox)
        gathering.rang()
        let rung = clock.now
        await gathering.wait(for: inbox)
        #expect(clock.now - rung >= Gathering.quiet)
        let isDone = Mutex(false)
        let ringing = Task.detached {
            while !isDone.withLock({ $0 }) {
                gathering.rang()
                await Task.yield()
            }
        }
        // Returns although lines never stop.
        await gathering.wait(for: inbox)
        gathering.hurry()
        await gathering.wait(for: inbox)
        isDone.withLock { $0 = true }
        await ringing.value
    }
}
