import Synchronization
import Testing

@testable import ScoringCore

@Suite("Work that several ask for", .timeLimit(.minutes(1)))
struct SharedWorkTests {
    /// Counts how often work was begun, and lets it end when told.
    private final class Gate: Sendable {
        let begun = Atomic(0)
        let ended = FirstResult<Int>()
        let wasCancelled = Atomic(false)

        func work() async throws -> Int {
            begun.add(1, ordering: .relaxed)
            return try await withTaskCancellationHandler {
                try await ended.value
            } onCancel: {
                wasCancelled.store(true, ordering: .relaxed)
                ended.settle(.failure(CancellationError()))
            }
        }

        func waitUntilBegun(_ count: Int = 1) async throws {
            while begun.load(ordering: .relaxed) < count { try await Task.sleep(for: .milliseconds(1)) }
        }
    }

    /// How many were in at once.
    private final class Count: Sendable {
        let running = Atomic(0)
        let most = Atomic(0)

        func enter() {
            _ = most.max(running.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
            running.subtract(1, ordering: .relaxed)
        }
    }

    @Test("is done once, and everybody gets it")
    func once() async throws {
        let shared = SharedWork<Int, Int>(count: 4)
        let gate = Gate()
        let askers = (0..<20).map { _ in Task { try await shared.value(7) { try await gate.work() } } }
        try await gate.waitUntilBegun()
        gate.ended.settle(.success(42))
        for asker in askers { #expect(try await asker.value == 42) }
        let begun = gate.begun.load(ordering: .relaxed)
        #expect(begun == 1)
        #expect(try await shared.value(7) { 0 } == 42)
    }

    @Test("goes on while one still waits, and is cancelled when nobody does; the next begins anew")
    func cancellation() async throws {
        let shared = SharedWork<Int, Int>(count: 4)
        let gate = Gate()
        let first = Task { try await shared.value(1) { try await gate.work() } }
        try await gate.waitUntilBegun()
        let second = Task { try await shared.value(1) { 0 } }
        try await Task.sleep(for: .milliseconds(20))
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        let isCancelled = gate.wasCancelled.load(ordering: .relaxed)
        #expect(!isCancelled)
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        while !gate.wasCancelled.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(1)) }
        #expect(try await shared.value(1) { 5 } == 5)
    }

    @Test("that failed is not kept")
    func failure() async throws {
        struct Failure: Error {}
        let shared = SharedWork<Int, Int>(count: 4)
        await #expect(throws: Failure.self) { try await shared.value(1) { throw Failure() } }
        #expect(try await shared.value(1) { 3 } == 3)
    }

    @Test("is kept within number and weight, the one used last the longest; one alone whatever it weighs")
    func bounds() async throws {
        let shared = SharedWork<Int, Int>(count: 3, weight: 100, weigh: { $0 })
        for key in 0..<4 { _ = try await shared.value(key) { 10 } }
        #expect(shared.keptCount == 3)
        #expect(try await shared.value(0) { 11 } == 11)
        #expect(try await shared.value(2) { 12 } == 10)
        _ = try await shared.value(9) { 500 }
        #expect(shared.keptCount == 1)
        #expect(try await shared.value(9) { 1 } == 500)
        _ = try await shared.value(10) { 60 }
        #expect(shared.keptCount == 1)
        _ = try await shared.value(11) { 30 }
        #expect(shared.keptCount == 2)
    }

    @Test("what nobody has asked for in a while is let go of, and made anew when somebody asks")
    func idle() async throws {
        let start = ContinuousClock.now
        let passed = Mutex(Duration.zero)
        let shared = SharedWork<Int, Int>(count: 4, now: { start + passed.withLock { $0 } })
        for key in 0..<3 { _ = try await shared.value(key) { 10 } }
        passed.withLock { $0 = .seconds(40) }
        #expect(shared.forget(unusedFor: .seconds(60)) == 0 && shared.keptCount == 3)
        #expect(try await shared.value(1) { 11 } == 10)
        passed.withLock { $0 = .seconds(60) }
        #expect(shared.forget(unusedFor: .seconds(60)) == 2 && shared.keptCount == 1)
        #expect(try await shared.value(1) { 11 } == 10)
        #expect(try await shared.value(0) { 12 } == 12)
        passed.withLock { $0 = .seconds(120) }
        #expect(shared.forget(unusedFor: .seconds(60)) == 2 && shared.keptCount == 0)
    }

    @Test("what is under way is not let go of, however long it takes")
    func underWay() async throws {
        let start = ContinuousClock.now
        let passed = Mutex(Duration.zero)
        let shared = SharedWork<Int, Int>(count: 4, now: { start + passed.withLock { $0 } })
        let gate = Gate()
        let asker = Task { try await shared.value(7) { try await gate.work() } }
        try await gate.waitUntilBegun()
        passed.withLock { $0 = .seconds(500) }
        #expect(shared.forget(unusedFor: .seconds(60)) == 0)
        gate.ended.settle(.success(42))
        #expect(try await asker.value == 42)
        // It was used when it was done.
        #expect(shared.forget(unusedFor: .seconds(60)) == 0 && shared.keptCount == 1)
    }

    @Test("Heavy work runs one piece at a time, in order; what nobody waits for is not begun")
    func oneAtATime() async throws {
        let turns = OneAtATime()
        let count = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await turns.run {
                        count.enter()
                    }
                }
            }
            try await group.waitForAll()
        }
        let atOnce = count.most.load(ordering: .relaxed)
        #expect(atOnce == 1)
        let cancelled = Task { @Sendable in
            withUnsafeCurrentTask { $0?.cancel() }
            try await turns.run {}
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        try await turns.run {}
    }
}
