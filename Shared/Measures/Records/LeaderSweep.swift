/// Who is ahead, at every time: one pass over the changes of some contestants in order of time.
struct LeaderSweep {
    struct Change {
        var at: Int64
        /// Whose, counted from 0.
        var contestant: Int32
        var level: Int64
    }

    /// The value of each contestant now; `.min` before the first.
    private(set) var levels: [Int64]
    /// Who is ahead; nil: nobody stands above zero.
    private(set) var leader: Int?
    /// Whether, at this time, the leader's value fell so far that it looks like a reset of its counter.
    private(set) var isReset = false

    init(contestants: Int) { levels = [Int64](repeating: .min, count: contestants) }

    /// - Parameters:
    ///   - changes: in order of time; those of one time count at once.
    ///   - isAhead: which of two with equal values is ahead, at a time.
    ///   - told: called after each time at which something changed.
    mutating func run(
        _ changes: [Change], isAhead: (_ a: Int, _ b: Int, _ at: Int64) -> Bool,
        told: (_ at: Int64, _ sweep: LeaderSweep) -> Void
    ) {
        var changed: [Int] = []
        var i = 0
        while i < changes.count {
            let at = changes[i].at
            changed.removeAll(keepingCapacity: true)
            var isLowered = false
            isReset = false
            while i < changes.count, changes[i].at == at {
                let contestant = Int(changes[i].contestant)
                let old = levels[contestant]
                // Whose value stays may have got to it later than others: what it is made of has changed.
                if contestant == leader, changes[i].level <= old { isLowered = true }
                if contestant == leader, old >= 100, changes[i].level * 2 < old { isReset = true }
                levels[contestant] = changes[i].level
                changed.append(contestant)
                i += 1
            }
            if isLowered {
                // Anybody may be ahead now.
                leader = nil
                for contestant in levels.indices { challenge(contestant, at, isAhead) }
            } else {
                for contestant in changed { challenge(contestant, at, isAhead) }
            }
            told(at, self)
        }
    }

    private mutating func challenge(_ contestant: Int, _ at: Int64, _ isAhead: (Int, Int, Int64) -> Bool) {
        guard levels[contestant] > 0, contestant != leader else { return }
        guard let holder = leader else {
            leader = contestant
            return
        }
        let (own, held) = (levels[contestant], levels[holder])
        if own > held || (own == held && isAhead(contestant, holder, at)) { leader = contestant }
    }
}
