/// A value that whoever leads at a time stands at or above: which of millions may ever have led is found with it, and
/// only those are sorted by time.
struct LeaderFloor {
    private var times: [Int64] = []
    /// The lowest value from each time on.
    private var lowest: [Int64] = []

    /// From some contestants' changes in order of time; the more of the great ones are among them the tighter it is.
    init(_ changes: [LeaderSweep.Change], contestants: Int) {
        var sweep = LeaderSweep(contestants: contestants)
        var times: [Int64] = []
        var lowest: [Int64] = []
        sweep.run(changes) { _, _, _ in
            false
        } told: { at, sweep in
            times.append(at)
            lowest.append(sweep.leader.map { sweep.levels[$0] } ?? 0)
        }
        for i in lowest.indices.reversed().dropFirst() { lowest[i] = min(lowest[i], lowest[i + 1]) }
        self.times = times
        self.lowest = lowest
    }

    /// The lowest value of a leader at any time from one on.
    func from(_ time: Int64) -> Int64 {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : lowest[low - 1]
    }
}
