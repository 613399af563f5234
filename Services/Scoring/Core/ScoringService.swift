import Columns
import LineSocket
import Logging
import Postgres
import Runtime
import ServiceLifecycle
import Synchronization
import Wire

/// The service: a socket that answers, and a loop that follows the ledger.
public struct ScoringService: Service {
    /// Another instance of scoring holds the store.
    public enum StartError: Error, CustomStringConvertible {
        case anotherInstance

        public var description: String {
            "another instance of groundswell-scoring works on this store; stop it first"
        }
    }

    private let context: ServiceContext

    public init(_ context: ServiceContext) { self.context = context }

    public func run() async throws {
        let settings = context.settings
        let logger = context.logger
        let (rings, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (watchingRings, watchingRing) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (keepingRings, keepingRing) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let subscribers = Subscribers()
        let log = WatchLog(
            steps: settings[ScoringConfiguration.watchEpochs], events: settings[ScoringConfiguration.watchEvents])
        let conninfo = settings[ScoringConfiguration.database]
        let pastDatabase = PostgresThread(
            ConnectionConfiguration(
                conninfo: conninfo, applicationName: "groundswell-scoring-past", operationTimeout: .seconds(120)),
            name: "scoring-past")
        let past = PastStates(database: pastDatabase)
        let world = LivingWorld(
            logger: logger, log: log, watched: { subscribers.tellWatched(batch: $0) }, moving: { past.forgetUnnamed() },
            published: { subscribers.tell($0) })
        let settling = Settling()
        let claim = Claim()
        let database = PostgresThread(
            ConnectionConfiguration(
                conninfo: conninfo, applicationName: "groundswell-scoring", operationTimeout: .seconds(120),
                onConnect: claim.take), name: "scoring-store")
        let keepingDatabase = PostgresThread(
            ConnectionConfiguration(
                conninfo: conninfo, applicationName: "groundswell-scoring-keeping",
                operationTimeout: .seconds(120)), name: "scoring-keeping")
        let answering = Answering(
            world: world, subscribers: subscribers, past: past, log: log,
            metrics: context.metrics,
            doorbell: { isHeldBack in
                settling.ring(isHeldBack: isHeldBack)
                ring.yield()
            })
        let access = AccessGate(try ScoringConfiguration.access(settings))
        let maxQuestions = settings[ScoringConfiguration.maxQuestions]
        let server = try await LineServer.start(try options(settings)) { _ in
            ScoringHandler(answering, access: access, maxQuestions: maxQuestions)
        }
        answering.serves(server)
        context.reloading.register { settings in
            access.replace(try ScoringConfiguration.access(settings))
            server.changeLimits(
                maxConnections: settings[ScoringConfiguration.maxConnections],
                maxConnectionsPerUser: settings[ScoringConfiguration.maxConnectionsPerUser],
                limits: ScoringConfiguration.lineLimits(settings))
        }
        context.watchdog.watch("event loop", turns: { server.loopTurns })
        context.watchdog.watch("store thread", turns: { database.lastTurn })
        context.readiness.ready()
        let poll = settings[ScoringConfiguration.pollInterval]
        let failure: (any Error)? = await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                await Self.follow(
                    world, database, aside: keepingDatabase, claim, rings, settling, logger, context.readiness
                ) {
                    watchingRing.yield()
                    keepingRing.yield()
                }
            }
            group.addTask {
                for await _ in watchingRings {
                    world.watch()
                }
                return nil
            }
            group.addTask { await Self.keep(world, keepingDatabase, keepingRings, logger) }
            group.addTask {
                // Rings by itself, so that a doorbell nobody heard costs a second, not an epoch.
                while !Task.isCancelled {
                    ring.yield()
                    Self.giveBack(world, past)
                    try? await Task.sleep(for: poll)
                }
                return nil
            }
            group.addTask {
                try? await gracefulShutdown()
                return nil
            }
            let first = await group.next() ?? nil
            ring.finish()
            watchingRing.finish()
            keepingRing.finish()
            group.cancelAll()
            return first
        }
        await server.stop(deadline: .seconds(5))
        database.stop()
        keepingDatabase.stop()
        pastDatabase.stop()
        if let failure { throw failure }
    }

    /// Lets go of what nobody uses any more, and gives the system what that leaves free.
    private static func giveBack(_ world: LivingWorld, _ past: PastStates) {
        let isForgotten = past.forgetUnused()
        let isReleased = world.releaseUnused()
        if isForgotten || isReleased { FreeMemory.release() }
    }

    private func options(_ settings: Settings) throws -> LineServer.Options {
        let path = settings[ScoringConfiguration.sockets] + "/scoring.sock"
        let descriptor = try SocketActivation.listener(named: "scoring.sock")
        var options = LineServer.Options(
            listener: descriptor.map { .inherited(descriptor: $0) } ?? .path(path, mode: 0o660))
        options.maxConnections = settings[ScoringConfiguration.maxConnections]
        options.maxConnectionsPerUser = settings[ScoringConfiguration.maxConnectionsPerUser]
        options.limits = ScoringConfiguration.lineLimits(settings)
        options.refusalLine = { _, _ in
            var bytes: [UInt8] = []
            RPCResponse.write(
                id: nil, error: RPCError(.limitExceeded, "more connections than limits.connections allows"),
                into: &bytes)
            return bytes
        }
        return options
    }

    private static func follow(
        _ world: LivingWorld, _ database: PostgresThread, aside: PostgresThread, _ claim: Claim,
        _ rings: AsyncStream<Void>, _ settling: Settling, _ logger: Logger, _ readiness: Readiness,
        after: @Sendable () -> Void
    ) async -> (any Error)? {
        var trouble: String?
        for await _ in rings {
            await settling.wait()
            do {
                while try await database.run({ try world.step($0, aside: aside) }) { after() }
                after()
                if trouble != nil { logger.log(.storeBack, "the store answers again") }
                trouble = nil
                let summary = world.summary
                readiness.status("epoch \(summary.epoch) up to batch \(summary.publishedBatch)")
            } catch {
                if Task.isCancelled { return nil }
                if claim.isTaken { return StartError.anotherInstance }
                world.failed(error)
                // Said once, not once a second: the same error, whatever its text counts.
                let kind = (error as? PostgresError)?.code ?? "\(error)"
                if trouble != kind {
                    logger.log(.storeLost, "cannot follow the ledger", metadata: ["problem": "\(error)"])
                }
                trouble = kind
                readiness.status("waiting for the store: \(error)")
            }
        }
        return nil
    }

    /// The least time between two rounds of what follows the epochs.
    private static let pace = Duration.seconds(1)
    /// And the most, however long a round took; more while batches wait to be taken in, which goes before.
    private static let longestPace = Duration.seconds(5)
    private static let longestPaceBehind = Duration.seconds(20)

    /// Writes what follows the epochs at its own pace.
    private static func keep(
        _ world: LivingWorld, _ database: PostgresThread, _ rings: AsyncStream<Void>, _ logger: Logger
    ) async -> (any Error)? {
        var trouble: String?
        for await _ in rings {
            let start = ContinuousClock.now
            do {
                // Where the state is being changed, that takes some milliseconds; where it cannot be published, the next ring
                // comes when it is.
                while try await !database.run({ try world.keep($0) }), ContinuousClock.now - start < pace {
                    guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { break }
                }
                if trouble != nil { logger.log(.storeBack, "the daily roll-up is written again") }
                trouble = nil
            } catch {
                if Task.isCancelled { break }
                let kind = (error as? PostgresError)?.code ?? "\(error)"
                if trouble != kind {
                    logger.log(.storeLost, "cannot write the daily roll-up", metadata: ["problem": "\(error)"])
                }
                trouble = kind
            }
            // What several epochs touch is written once, and they have the machine for themselves; so they have it after a failure.
            let isBehind = world.health.committedBatch > world.summary.publishedBatch
            let took = ContinuousClock.now - start
            let longest = isBehind ? longestPaceBehind : longestPace
            try? await Task.sleep(for: min(max(pace, took * 4), longest))
        }
        return nil
    }
}
