import StoreInbox

/// The batches that went ahead of their turn, in their order, and whether another may.
struct AheadQueue {
    private var turns: [AheadOfTurn] = []
    /// What the batch after the one under way may build on; nil: it may not go ahead.
    private var footing: Footing?
    /// The lane that the batch under way is written on.
    private var lane = CommitLanes.first
    /// What waits here comes back; nothing goes ahead behind it.
    private var isAbandoned = false

    /// How many records went ahead, whose turn will come; nil: none did.
    var count: Int? { turns.isEmpty ? nil : turns.reduce(0) { $0 + $1.count } }

    /// The turn of a batch on a lane begins.
    mutating func turnBegins(on lane: Int, _ footing: Footing?) {
        self.lane = lane
        self.footing = footing
    }

    /// It is over: what goes ahead must be told anew what it may build on.
    mutating func turnEnds() { footing = nil }

    /// Lets a batch go ahead on a lane that is free; `take` takes it.
    mutating func join(_ take: () -> RecordBatch?) -> AheadOfTurn? {
        guard !isAbandoned, let footing,
            let free = (0..<CommitLanes.count).first(where: { lane in
                lane != self.lane && !turns.contains { $0.lane == lane }
            }), let batch = take()
        else { return nil }
        let turn = AheadOfTurn(batch, lane: free, footing: footing.later(by: turns.count))
        turns.append(turn)
        return turn
    }

    /// The one whose turn is next.
    mutating func next() -> AheadOfTurn? {
        guard !turns.isEmpty else { return nil }
        let next = turns.removeFirst()
        if turns.isEmpty { isAbandoned = false }
        return next
    }

    /// All of them come back, since what was before them is not committed.
    mutating func abandon() {
        for turn in turns { turn.word.say(.abandon) }
        isAbandoned = !turns.isEmpty
    }
}
