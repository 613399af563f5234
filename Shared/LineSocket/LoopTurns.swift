import NIOCore
import Synchronization

/// Counts the turns of every event loop of a group, so that somebody else can see when one hangs.
final class LoopTurns: Sendable {
    private let counters: [Counter]
    private let tasks: [RepeatedTask]

    private final class Counter: Sendable {
        let turns = Atomic<UInt64>(0)
    }

    init(_ group: any EventLoopGroup) {
        var counters: [Counter] = []
        var tasks: [RepeatedTask] = []
        for loop in group.makeIterator() {
            let counter = Counter()
            counters.append(counter)
            tasks.append(
                loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(250)) { _ in
                    counter.turns.wrappingAdd(1, ordering: .relaxed)
                })
        }
        self.counters = counters
        self.tasks = tasks
    }

    /// The turns of the loop that turned least.
    var slowest: UInt64 { counters.map { $0.turns.load(ordering: .relaxed) }.min() ?? 0 }

    func stop() { for task in tasks { task.cancel() } }
}
