/// How much may be committed that answers do not have yet, so that they are never far behind what is acked. The state
/// machine only: it knows no clock and no scoring.
///
/// A window of records, as a sender of TCP keeps one (it grows by addition there, by a factor here): every epoch tells how old
/// its oldest batch had become. Where that was too old the window becomes smaller in proportion. Where the window held something
/// back and there was time to spare it grows: by a quarter until it was too large once, then so little that a few epochs in a
/// hundred are too old, and by a quarter again when it has long been far too small. So it follows what the machine can do,
/// whatever else it does, and the limit holds for nearly every batch instead of for half of them.
struct Pace {
    typealias Instant = ContinuousClock.Instant

    /// How far answers may fall behind; zero: as far as they will, and nothing is held back.
    var most: Duration {
        didSet {
            guard most != oldValue else { return }
            (window, isSeeking, calmEpochs) = (Self.firstWindow(most), true, 0)
        }
    }

    /// So long nobody is held back for answers that do not come forth: scoring may be reading the world, or have lost its
    /// store. Longer than anything it does between two epochs.
    static let patience = Duration.seconds(5)
    /// Records in a second that scoring is thought to manage before it is known.
    static let firstRate = 65_536.0
    /// A window takes at least so many: less than that is mostly the price of an epoch.
    static let leastWindow = 16_384
    static let mostWindow = 1 << 26
    /// How old of `most` an epoch's oldest batch may become; the rest is the gateway's, which follows the epochs, and what one takes
    /// longer than another.
    static let shareOfEpoch = 0.5
    /// By what part of itself a window grows after an epoch that was in time, once it was too large. What an epoch takes differs
    /// from one to the next: where it may be twice the usual for one in a hundred, a window that grows faster is too large for
    /// one in five.
    static let growth = 1.0 / 128
    /// A window that was too large becomes so much smaller than what would just do: some of what an epoch takes is there without
    /// records.
    static let margin = 0.9
    /// After so many epochs that somebody was held back for, with none among them that took half of what they may, the machine has
    /// room again.
    static let calm = 32
    /// Of commits that wait no more than so many are kept apart.
    static let mostWaiting = 1_024

    private struct Commit {
        var batch: Int64
        var records: Int
        var at: Instant
    }

    private(set) var window: Int
    /// Records that are committed and in no epoch yet.
    private(set) var unpublished = 0
    /// The last epoch's batch; nil: nobody tells of epochs.
    private(set) var publishedBatch: Int64?
    private var waiting: [Commit] = []
    private var heard: Instant?
    /// Whether the window has held something back since the last epoch.
    private var hasHeld = false
    /// How large a window may be is not known yet, or not any more.
    private var isSeeking = true
    /// When the window last became smaller.
    private var shrunkAt: Instant?
    /// Epochs that somebody was held back for, since the last that took half of what they may.
    private var calmEpochs = 0

    init(most: Duration) {
        self.most = most
        window = Self.firstWindow(most)
    }

    private static func firstWindow(_ most: Duration) -> Int {
        max(leastWindow, Int(min(Double(mostWindow), most / .seconds(1) * firstRate)))
    }

    /// Scoring tells of its epochs from now on.
    ///
    /// - Parameter batch: the last epoch's; 0: there is none yet, so that nobody waits for the next either.
    mutating func subscribed(batch: Int64) {
        forget()
        publishedBatch = batch > 0 ? batch : nil
    }

    /// Scoring is not to be heard any more, or the store was put back: what it has is not known.
    mutating func forget() {
        waiting = []
        unpublished = 0
        heard = nil
        publishedBatch = nil
        hasHeld = false
    }

    /// A batch was committed.
    mutating func committed(_ batch: Int64, records: Int, at now: Instant) {
        guard let publishedBatch, batch > publishedBatch else { return }
        unpublished += records
        if waiting.count < Self.mostWaiting {
            waiting.append(Commit(batch: batch, records: records, at: now))
        } else {
            waiting[waiting.count - 1].batch = batch
            waiting[waiting.count - 1].records += records
        }
    }

    /// An epoch was published that has everything up to a batch.
    mutating func published(_ batch: Int64, at now: Instant) {
        publishedBatch = batch
        heard = now
        let count = waiting.firstIndex { $0.batch > batch } ?? waiting.count
        guard count > 0 else { return }
        adapt(to: waiting[0].at, at: now)
        unpublished -= waiting[..<count].reduce(0) { $0 + $1.records }
        waiting.removeFirst(count)
        hasHeld = false
    }

    /// Records with which a batch is full: a window takes two.
    var batchRecords: Int { most > .zero && publishedBatch != nil ? window / 2 : .max }

    /// - Parameter oldest: when the oldest batch of an epoch was committed.
    private mutating func adapt(to oldest: Instant, at now: Instant) {
        guard most > .zero else { return }
        let share = (now - oldest) / (most * Self.shareOfEpoch)
        if share >= 0.5 { calmEpochs = 0 } else if hasHeld { calmEpochs += 1 }
        if share > 1 {
            // What was committed before the window became smaller waited for the same epoch that made it so.
            if let shrunkAt, oldest < shrunkAt { return }
            shrunkAt = now
            if hasHeld { isSeeking = false }
            window = max(Self.leastWindow, Int(Double(window) * max(0.5, Self.margin / share)))
        } else if hasHeld {
            isSeeking = isSeeking || calmEpochs >= Self.calm
            let growth = !isSeeking ? Self.growth : share < 0.8 ? 0.25 : 0
            window = min(Self.mostWindow, window + Int(Double(window) * growth))
        }
    }

    /// Whether a batch may be taken now.
    ///
    /// - Parameters:
    ///   - records: of the batch.
    ///   - underWay: of batches that are taken and not committed yet.
    mutating func mayTake(_ records: Int, underWay: Int, at now: Instant) -> Bool {
        guard most > .zero, publishedBatch != nil, records > 0, unpublished + underWay > 0 else { return true }
        guard unpublished + underWay + records > window else { return true }
        guard let oldest = waiting.first?.at, now - max(oldest, heard ?? oldest) < Self.patience else { return true }
        hasHeld = true
        return false
    }
}
