import Columns
import Logging
import Measures
import Postgres
import Runtime
import StoreLedger

/// Finds what crashes scoring, and sets it aside, so that the rest goes on.
///
/// A crash leaves nothing but the note that was made before: what was being taken in. After some starts that did not come
/// to an end the batches behind the last good epoch are rehearsed one by one, and the one that crashes is halved by the
/// ids of what it speaks of, a crash and a restart a step, until the part to blame is known.
struct Suspects {
    /// How many starts may fail before the batches are looked at.
    static let patience = 3

    let logger: Logger
    let connection: Connection
    private let store = SetAside()
    private let reader = FactsReader()

    init(logger: Logger, connection: Connection) {
        self.logger = logger
        self.connection = connection
    }

    /// Before the first step of a process.
    func begin() throws {
        let last = try store.trial(connection)
        if let last, last.part != nil || last.tries >= Self.patience {
            logger.log(
                .scoringCrashed,
                "scoring ended \(last.tries) times while it took in batches: looking for the records to blame")
            try search(crashed: last.part)
            return try store.note(.init(part: nil, tries: 1), connection)
        }
        try store.note(.init(part: nil, tries: (last?.tries ?? 0) + 1), connection)
    }

    /// The first step has come to its end.
    func succeeded() throws { try store.note(nil, connection) }

    /// Rehearses every batch behind the last good epoch, and sets aside what cannot be taken in.
    ///
    /// - Parameter crashed: what was being rehearsed when the process before this one ended.
    func search(crashed: SetAside.Part?) throws {
        var crashed = crashed
        var state = Rehearsal()
        _ = try reader.follow(&state.facts, upTo: healthyBatch(), connection)
        state.derivation = Derivation(state.facts)
        let committed = try reader.committedBatch(connection)
        while state.facts.batch < committed {
            let batch = state.facts.batch + 1
            if let part = crashed, part.batch == batch {
                crashed = nil
                try narrow(part, state)
                continue
            }
            let subjects = try store.subjects(of: batch, connection)
            let whole = SetAside.Part(batch: batch, subjects: subjects ?? 0...0)
            if let taken = try rehearse(whole, state, whole: true) { state = taken } else { try narrow(whole, state) }
        }
        try store.note(nil, connection)
    }

    /// What is known to have been derived, published and rolled up.
    private func healthyBatch() throws -> Int64 {
        guard let newest = try ScoreWriter().newest(connection), newest.definitions == Definitions.all else { return 0 }
        return min(newest.batch, try RollUpWriter().batch(connection))
    }

    private struct Rehearsal {
        var facts = Facts()
        var derivation = Derivation(Facts())
    }

    /// Takes a part in as a step does, and publishes nothing. Nil: it cannot be read. A crash ends the process, and the
    /// next finds the note.
    private func rehearse(_ part: SetAside.Part, _ before: Rehearsal, whole: Bool = false) throws -> Rehearsal? {
        try store.note(.init(part: part, tries: 1), connection)
        var state = before
        let news: News
        do {
            news = try reader.follow(
                &state.facts, upTo: part.batch, only: whole ? nil : part.subjects, connection)
        } catch let error as PostgresError {
            guard case .decode = error else { throw error }
            return nil
        }
        _ = state.derivation.advance(state.facts, news)
        let world = state.derivation.world
        _ = Epochs.make(world, number: 0, generation: 0)
        let rollUp = RollUp(facts: state.facts, world: world)
        for id in news.touched.keys where world.rowOfId.indices.contains(Int(id)) && world.rowOfId[Int(id)] != .null {
            _ = rollUp.days(row: Int(world.rowOfId[Int(id)]))
        }
        return state
    }

    /// A part cannot be taken in: looks for the half to blame.
    private func narrow(_ part: SetAside.Part, _ state: Rehearsal) throws {
        let (low, high) = (Int64(part.subjects.lowerBound), Int64(part.subjects.upperBound))
        if low < high {
            let middle = Int32((low + high) >> 1)
            for half in [part.subjects.lowerBound...middle, middle + 1...part.subjects.upperBound] {
                let half = SetAside.Part(batch: part.batch, subjects: half)
                if try rehearse(half, state) == nil { return try narrow(half, state) }
            }
        }
        // One subject, or two halves that can be taken in by themselves and not together.
        try store.leaveOut(part, connection)
        logger.log(
            .recordsSetAside,
            "set aside: what batch \(part.batch) says of subjects \(low) to \(high) cannot be taken in",
            metadata: ["batch": "\(part.batch)", "low": "\(low)", "high": "\(high)"])
    }
}
