import TestSupport
import Testing

@testable import IngestCore

/// Who is held back for answers, by a clock of the test's own.
@Suite("Pace")
struct PaceTests {
    private typealias Instant = ContinuousClock.Instant

    private let start = ContinuousClock.now
    /// Of a limit of one second.
    private static let firstWindow = 65_536

    /// A pace that scoring tells of its epochs.
    private func listening(most: Duration = .seconds(1)) -> Pace {
        var pace = Pace(most: most)
        pace.subscribed(batch: 1)
        return pace
    }

    /// Whether a batch may be taken. A copy is asked: a question leaves a trace.
    private func may(_ pace: Pace, _ records: Int, underWay: Int = 0, after: Duration = .zero) -> Bool {
        var pace = pace
        return pace.mayTake(records, underWay: underWay, at: start + after)
    }

    @Test("nobody is held back without a limit, without news, or while nothing waits for answers")
    func free() {
        for most in [Duration.zero, .seconds(1)] {
            var deaf = Pace(most: most)
            deaf.committed(2, records: 1 << 30, at: start)
            #expect(may(deaf, 1 << 30))
            #expect(deaf.unpublished == 0 && deaf.publishedBatch == nil)
            deaf.subscribed(batch: 0)
            deaf.committed(3, records: 1 << 30, at: start)
            #expect(may(deaf, 1), "scoring that has no epoch yet is not waited for")
        }
        var unlimited = listening(most: .zero)
        unlimited.committed(2, records: 1 << 30, at: start)
        #expect(may(unlimited, 1 << 30) && unlimited.batchRecords == .max)
        let idle = listening()
        #expect(may(idle, 1 << 30), "one batch may always be under way, however large")
        #expect(may(idle, 1 << 30, underWay: 1), "nothing that is committed waits")
        #expect(idle.batchRecords == Self.firstWindow / 2)
    }

    @Test("what is committed and in no epoch fills the window, an epoch frees what it has")
    func window() {
        var pace = listening()
        pace.committed(1, records: 1 << 30, at: start)
        #expect(pace.unpublished == 0, "that is in the last epoch")
        pace.committed(2, records: 50_000, at: start)
        pace.committed(3, records: 15_000, at: start)
        #expect(may(pace, Self.firstWindow - 65_000) && !may(pace, Self.firstWindow - 65_000 + 1))
        #expect(!may(pace, 37, underWay: 500))
        pace.published(2, at: start + .milliseconds(450))
        #expect(pace.unpublished == 15_000 && pace.publishedBatch == 2)
        #expect(may(pace, 50_000) && !may(pace, 51_000))
        pace.published(3, at: start + .milliseconds(450))
        #expect(pace.unpublished == 0)
        pace.committed(4, records: 300_000, at: start)
        #expect(!may(pace, 1))
        pace.forget()
        #expect(may(pace, 1 << 30), "scoring is gone")
    }

    @Test("answers that do not come forth hold nobody back for long")
    func patience() {
        var pace = listening()
        pace.committed(2, records: 300_000, at: start)
        #expect(!may(pace, 1, after: Pace.patience - .milliseconds(1)))
        #expect(may(pace, 1, after: Pace.patience))
        // Progress begins it anew.
        pace.committed(3, records: 300_000, at: start + .seconds(4))
        pace.published(2, at: start + .seconds(4))
        #expect(!may(pace, 1, after: .seconds(8)))
        #expect(may(pace, 1, after: .seconds(9)))
    }

    @Test("the window shrinks where answers are late, and grows where it held something back and they are early")
    func adapts() {
        var pace = listening()
        let first = pace.window
        func epoch(_ batch: Int64, after: Duration, held: Bool) {
            let at = start + .seconds(100 * batch)
            pace.committed(batch, records: 100, at: at)
            let isHeld = held && !pace.mayTake(1 << 27, underWay: 0, at: at)
            #expect(isHeld == held)
            pace.published(batch, at: at + after)
        }
        epoch(2, after: .milliseconds(350), held: false)
        #expect(pace.window == first, "nobody wanted more")
        epoch(3, after: .milliseconds(350), held: true)
        let second = first + first / 4
        #expect(pace.window == second, "it is not known yet how large it may be")
        epoch(4, after: .milliseconds(450), held: true)
        #expect(pace.window == second, "near enough")
        epoch(5, after: .milliseconds(800), held: true)
        let third = Int(Double(second) * 0.5625)
        #expect(pace.window == third)
        epoch(6, after: .milliseconds(450), held: true)
        #expect(pace.window == third + third / 128, "a little, for that was too much")
        epoch(7, after: .seconds(60), held: false)
        #expect(pace.window == (third + third / 128) / 2, "never by more than half")
        for batch in 8..<20 { epoch(Int64(batch), after: .seconds(60), held: true) }
        #expect(pace.window == Pace.leastWindow)
        for batch in 20..<20 + Int64(Pace.calm) - 1 { epoch(batch, after: .milliseconds(1), held: true) }
        let little = pace.window
        #expect(little > Pace.leastWindow && little < 2 * Pace.leastWindow)
        epoch(60, after: .milliseconds(1), held: true)
        #expect(pace.window == little + little / 4, "there has long been room")
        for batch in 61..<120 { epoch(Int64(batch), after: .milliseconds(1), held: true) }
        #expect(pace.window == Pace.mostWindow)
        epoch(120, after: .milliseconds(700), held: true)
        for batch in 121..<200 { epoch(Int64(batch), after: .milliseconds(1), held: false) }
        #expect(pace.window < Pace.mostWindow, "epochs that nobody was held back for tell nothing of the window")
        // One slow epoch, for which the batches of the next have waited too, makes it smaller once.
        pace = listening()
        pace.committed(2, records: 100, at: start)
        pace.committed(3, records: 100, at: start + .milliseconds(100))
        pace.published(2, at: start + .milliseconds(800))
        #expect(pace.window == Int(Double(first) * 0.5625))
        pace.published(3, at: start + .milliseconds(1_000))
        #expect(pace.window == Int(Double(first) * 0.5625))
        // Nobody was held back: how large it may be is sought as before.
        epoch(4, after: .milliseconds(350), held: true)
        #expect(pace.window > first * 5 / 8)
        pace = listening()
        pace.most = .seconds(10)
        pace.most = .seconds(1)
        #expect(pace.window == first)
        pace.most = .seconds(2)
        #expect(pace.window == 2 * first, "another limit, another window")
        pace.most = .seconds(1_000_000)
        #expect(pace.window == Pace.mostWindow)
        pace.most = .milliseconds(1)
        #expect(pace.window == Pace.leastWindow)
    }

    @Test("of commits that wait only so many are kept apart, and all are counted")
    func bounded() {
        var pace = listening()
        for batch in 2...Int64(3 * Pace.mostWaiting) { pace.committed(batch, records: 1, at: start) }
        #expect(pace.unpublished == 3 * Pace.mostWaiting - 1)
        pace.published(2 * Int64(Pace.mostWaiting), at: start)
        // Those that are kept together count until the last of them is in an epoch.
        #expect(pace.unpublished == 2 * Pace.mostWaiting)
        pace.published(3 * Int64(Pace.mostWaiting), at: start)
        #expect(pace.unpublished == 0)
    }

    /// A scoring whose epoch takes so long and so much longer for each record, or up to twice that, one in twenty up to three
    /// times; beside an ingest that would take anything.
    @Test(
        "nearly all epochs are as old as they may be, and take most of what that allows",
        arguments: [
            (fixed: 0.02, record: 2e-6, most: 0.25), (fixed: 0.1, record: 5e-6, most: 1.0),
            (fixed: 0.3, record: 20e-6, most: 5.0), (fixed: 0.05, record: 1e-6, most: 2.0),
        ], [false, true])
    func converges(_ scoring: (fixed: Double, record: Double, most: Double), isUneven: Bool) {
        let (fixed, record, most) = scoring
        var pace = Pace(most: .seconds(most))
        pace.subscribed(batch: 1)
        var (now, number, pending) = (start, Int64(1), [(records: Int, at: Instant)]())
        var (ages, taken) = ([Double](), 0)
        var random = SplitMix(seed: 7)
        for round in 0..<3_000 {
            // Ingest commits within a hundredth of the epoch whatever it may.
            let batch = min(65_536, pace.batchRecords)
            while pace.mayTake(batch, underWay: 0, at: now) {
                number += 1
                pace.committed(number, records: batch, at: now)
                pending.append((batch, now))
                if round >= 1_000 { taken += batch }
            }
            let records = pending.reduce(0) { $0 + $1.records }
            var factor = 1.0
            if isUneven {
                factor = Double.random(in: 1...2, using: &random)
                if Int.random(in: 0..<20, using: &random) == 0 { factor = .random(in: 1...3, using: &random) }
            }
            now += .seconds((fixed + record * Double(records)) * factor)
            if round >= 1_000 { ages.append((now - pending[0].at) / .seconds(1)) }
            pending = []
            pace.published(number, at: now)
        }
        let late = ages.count { $0 > most }
        #expect(late <= ages.count / 100, "\(late) of \(ages.count) epochs are too old, \(ages.max() ?? 0) s at most")
        let near = ages.count { $0 > most * Pace.shareOfEpoch }
        #expect(near <= ages.count / 12, "\(near) of \(ages.count) epochs leave the gateway too little")
        let rate = Double(taken) / ages.reduce(0, +)
        let best = (most * Pace.shareOfEpoch - fixed) / record / (most * Pace.shareOfEpoch)
        #expect(rate > best * (isUneven ? 0.3 : 0.7), "\(rate) records a second of \(best)")
    }
}
