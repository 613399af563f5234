import LineSocket
import Logging
import Postgres
import Runtime
import ServiceLifecycle
import StoreInbox
import Synchronization

/// Takes batch after batch to the database threads, and tells everybody what became of their lines. While one batch is
/// written, the next one fills; when it is full, its rows are copied on another thread meanwhile. Batches are committed
/// one after the other all the same.
final class Committer: Service {
    /// What `status` shows.
    struct Status: Sendable {
        var committedBatch: Int64 = 0
        /// Why the store cannot be written; nil while it can.
        var database: String?
        var wasConnected = false
        /// Records in the transaction under way.
        var underWay = 0
    }

    /// Whether answers are near enough for another batch.
    let pacing: Pacing
    private let lanes: CommitLanes
    private let inbox: Inbox
    private let gathering = Gathering()
    private let work: CommitWork
    private let counters: IngestCounters
    private let logger: Logger
    private let bell: AsyncStream<Void>
    private let ringer: AsyncStream<Void>.Continuation
    private let state = Mutex(Status())
    private let hub = Mutex<IngestHub?>(nil)
    private let committed: @Sendable (_ batch: Int64, _ isHeldBack: Bool) -> Void
    /// How long another ingest may hold the store before this one gives up, if it never held it itself.
    private let patience: Duration

    init(
        database: ConnectionConfiguration, inbox: Inbox, counters: IngestCounters, pacing: Pacing, logger: Logger,
        patience: Duration = .seconds(5),
        committed: @escaping @Sendable (_ batch: Int64, _ isHeldBack: Bool) -> Void
    ) {
        work = CommitWork(inbox: inbox)
        lanes = CommitLanes(database, work)
        self.inbox = inbox
        self.counters = counters
        self.pacing = pacing
        self.logger = logger
        self.committed = committed
        self.patience = patience
        (bell, ringer) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        pacing.whenReleased { [ringer] in ringer.yield() }
    }

    var status: Status { state.withLock { $0 } }

    /// When the database threads last turned, for the watchdog.
    var lastTurn: UInt64 { lanes.lastTurn }

    func attach(_ hub: IngestHub) { self.hub.withLock { $0 = hub } }

    /// Something waits, which more may follow. From any thread.
    func ring() {
        gathering.rang()
        ringer.yield()
    }

    /// Something waits, and somebody for it. From any thread.
    func ringUrgently() {
        gathering.hurry()
        ringer.yield()
    }

    /// The open batch is full: may it go ahead? From any thread.
    func full() {
        guard let hub = hub.withLock({ $0 }), mayTake(), let turn = work.startAhead() else { return }
        let work = work
        state.withLock { $0.underWay += turn.count }
        hub.batchTaken()
        lanes[turn.lane].submit { connection in
            switch connection {
            case .success(let connection): turn.ended(work.go(ahead: turn, connection))
            case .failure: turn.ended(.returned(turn.takeBatch()))
            }
        }
    }

    /// Whether the open batch may be taken, or answers are too far behind.
    private func mayTake() -> Bool {
        inbox.narrow(to: pacing.batchRecords)
        let (wasHeld, status) = (pacing.status.isHeld, status)
        if pacing.mayTake(inbox.load.records, underWay: status.underWay) { return true }
        // What is committed is all there will be for the next epoch, most likely.
        if !wasHeld, status.underWay == 0 { committed(status.committedBatch, true) }
        return false
    }

    /// Asks up to where a stream is stored; the hub delivers the answer. From any thread.
    func ask(_ stream: String, _ connection: LineConnection) {
        work.ask(stream, connection)
        ringUrgently()
    }

    /// Works until the task is cancelled or the service stops.
    func run() async throws {
        defer {
            work.abandonAhead()
            lanes.stop()
        }
        try await cancelWhenGracefulShutdown { try await self.commitAll() }
    }

    private func commitAll() async throws {
        let started = ContinuousClock.now
        // The store is greeted at once: another instance is noticed before the first record comes.
        ring()
        for await _ in bell {
            var pause = Duration.milliseconds(50)
            while !Task.isCancelled {
                do {
                    if work.countAhead == nil { await gathering.wait(for: inbox) }
                    if try await cycle() { continue }
                    break
                } catch {
                    work.abandonAhead()
                    try report(error, since: started)
                    let atLeast = retryAfter(error)
                    guard (try? await Task.sleep(for: max(pause, atLeast))) != nil else { return }
                    pause = min(pause * 2, .seconds(2))
                }
            }
        }
    }

    /// One turn of the database thread; true where more may wait already.
    private func cycle() async throws -> Bool {
        guard let hub = hub.withLock({ $0 }) else { return false }
        var begin = ContinuousClock.now
        let turn: CommitWork.Turn
        if let ahead = work.nextTurn() {
            begin = ahead.started
            guard let concluded = await conclude(ahead) else { return true }
            turn = concluded
        } else {
            turn = try await lanes[CommitLanes.first].run { connection in
                try self.work.turn(connection, mayTake: self.mayTake) { taken in
                    self.state.withLock { $0.underWay = taken }
                    hub.batchTaken()
                }
            }
        }
        let recovered = state.withLock { state in
            defer {
                state.database = nil
                state.wasConnected = true
                state.underWay = work.countAhead ?? 0
                state.committedBatch = max(state.committedBatch, turn.committedBatch)
            }
            return state.database != nil || !state.wasConnected
        }
        if recovered { logger.log(.storeBack, "the store can be written") }
        if turn.isRewound {
            logger.log(.storeRewound, "the store was put back to an earlier state: all producers are disconnected")
            hub.disconnectAll()
            pacing.forget()
            // The producers of what went ahead are among them.
            work.abandonAhead()
            while let ahead = work.takeAhead() { _ = await ahead.end() }
        }
        for (connection, position) in turn.positions { hub.deliver(position, to: connection) }
        for outcome in turn.outcomes {
            if let number = outcome.number {
                counters.committed(after: ContinuousClock.now - begin)
                pacing.committed(number, records: outcome.observations + outcome.events + outcome.facts)
            }
            hub.deliver(outcome)
        }
        if let number = turn.outcomes.compactMap(\.number).max() {
            committed(number, pacing.status.isHeld && status.underWay == 0)
        }
        return turn.hasMore || work.countAhead != nil
    }

    /// The turn of a batch that went ahead; nil where it came back, to be written by the next turn.
    private func conclude(_ ahead: AheadOfTurn) async -> CommitWork.Turn? {
        work.turnBegins(on: ahead.lane)
        if inbox.isFull { full() }
        ahead.word.say(.conclude)
        let end = await ahead.end()
        work.turnEnds()
        switch end {
        case .stored(let turn): return turn
        case .returned(let batch):
            work.abandonAhead()
            work.takeBack(batch)
            return nil
        }
    }

    private func retryAfter(_ error: any Error) -> Duration {
        if case PostgresError.connectionFailed(_, let pause) = error { return pause }
        return .zero
    }

    private func report(_ error: any Error, since started: ContinuousClock.Instant) throws {
        if error is CancellationError { return }
        let greeting = work.takeGreetingFailure()
        let sentence = greeting.map { "\($0)" } ?? "\(error)"
        let postgres = error as? PostgresError
        counters.databaseFailed(postgres?.state.map { String($0.classCode) } ?? postgres?.code ?? "other")
        let isNews = state.withLock { state in
            defer { state.database = sentence }
            return state.database != sentence
        }
        if isNews { logger.log(.storeLost, "the store cannot be written", metadata: ["problem": .string(sentence)]) }
        if greeting == .anotherInstance, !status.wasConnected, ContinuousClock.now - started > patience {
            throw InboxError.anotherInstance
        }
    }
}
