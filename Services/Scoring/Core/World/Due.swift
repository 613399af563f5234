import Columns
import StoreLedger

/// What of a state its keepers have not written yet: the models whose roll-up changed, and the rows that were published as
/// changes.
struct Due {
    /// Stands for the first day of a roll-up that is to be written anew whole.
    static let whole = RollUpWriter.whole

    /// The batch up to which the roll-up had been written when this began; nil: not known.
    var after: Int64?
    /// From which day on the roll-up of a model changed.
    private(set) var days: [Int32: Int32] = [:]
    /// Whether identities may have come apart, so that no list of models tells what changed.
    private(set) var splits = false
    /// How many rows of models were published as changes since this was last asked for.
    private(set) var changed = ScoreWriter.Unfolded()
    /// How often all rows of models may have been written.
    private(set) var generations = 0

    /// - Parameter changed: what was published as changes; nil: everything was written whole, or nothing.
    mutating func add(_ news: News, changed: ScoreWriter.Changes?) {
        splits = splits || news.splits
        days.merge(news.touched, uniquingKeysWith: min)
        if let changed { self.changed += ScoreWriter.Unfolded(changed) } else { generations += 1 }
    }

    /// What was not written after all.
    mutating func add(_ earlier: Due) {
        after = earlier.after
        splits = splits || earlier.splits
        days.merge(earlier.days, uniquingKeysWith: min)
    }

    /// Takes how many rows were changed.
    mutating func takeChanged() -> ScoreWriter.Unfolded {
        defer { changed = ScoreWriter.Unfolded() }
        return changed
    }

    /// Takes all of the roll-up's.
    ///
    /// - Parameter batch: the batch of the state that is written.
    mutating func take(upTo batch: Int64) -> Due {
        let taken = self
        after = batch
        days = [:]
        splits = false
        return taken
    }
}
