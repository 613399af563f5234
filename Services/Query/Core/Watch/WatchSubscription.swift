import Answers
import LineSocket
import Synchronization
import Wire

/// One subscription: follows what happens from a batch on, and tells its connection what passes its filter.
///
/// Two lanes go beside each other, so that what is found at once does not wait for verdicts: the epochs' own events, and
/// crossovers and claims. What both have told is told as progress.
final class WatchSubscription: Sendable {
    let number: Int64
    private let connection: LineConnection
    private let filter: WatchFilter
    private let gateway: Gateway
    private let state: Mutex<State>

    private struct State {
        var quick: Int64?
        var slow: Int64?
        var told: Int64
        /// Written on the connection's event loop only, so that nothing comes after the answer to `unwatch`.
        var isEnded = false
    }

    /// Why a lane stops.
    private struct Ended: Error {
        var error: RPCError?
    }

    private static let slowKinds = ["crossover", "claim"]

    init(
        _ number: Int64, _ connection: LineConnection, _ filter: WatchFilter, from: Int64, _ gateway: Gateway
    ) {
        self.number = number
        self.connection = connection
        self.filter = filter
        self.gateway = gateway
        let isQuick = ParameterDefinition.watchKinds.contains { !Self.slowKinds.contains($0) && filter.wants($0) }
        state = Mutex(
            State(
                quick: isQuick ? from : nil, slow: Self.slowKinds.contains(where: filter.wants) ? from : nil,
                told: from))
    }

    /// Nothing more is told. On the connection's event loop.
    func end() { state.withLock { $0.isEnded = true } }

    /// Follows until the task is cancelled, or the subscriber is told why it ends.
    func run() async {
        let (isQuick, isSlow) = state.withLock { ($0.quick != nil, $0.slow != nil) }
        let error: RPCError? = await withTaskGroup(of: RPCError?.self) { group in
            if isQuick { group.addTask { await self.lane { try await self.quick() } } }
            if isSlow {
                group.addTask {
                    await self.lane(pause: self.gateway.configuration.watchFiguresPause) { try await self.slow() }
                }
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        guard !Task.isCancelled else { return }
        await tellEnd(error ?? RPCError(.internalError, "the subscription ended without a reason"))
    }

    /// One lane: a turn whenever something may have happened, no more often than once a pause.
    private func lane(pause: Duration = .zero, _ turn: () async throws -> Void) async -> RPCError? {
        let rings = gateway.watches.rings()
        do {
            try await attempt(turn)
            for await _ in rings {
                try await attempt(turn)
                if pause > .zero { try await Task.sleep(for: pause) }
            }
            return nil
        } catch let ended as Ended {
            return ended.error
        } catch { return nil }
    }

    /// What passes by itself is tried again with the next ring; the rest ends the subscription.
    private func attempt(_ turn: () async throws -> Void) async throws {
        do {
            try await turn()
        } catch let error as RPCError {
            switch error.code {
            case .scoringUnavailable, .storeUnavailable, .epochLoading, .deadlineExceeded, .limitExceeded: return
            default: throw Ended(error: error)
            }
        }
    }

    /// The events of every epoch since, page by page.
    private func quick() async throws {
        guard let from = state.withLock({ $0.quick }) else { return }
        var parameters: [JSONValue.Member] = [.init("from", .integer(from))]
        while true {
            let page = try await ask(MethodDefinition.watchFollow.name, .object(parameters))
            try await tell(page.events)
            guard let skip = page.skip else { return try await advance(page.batch) { $0.quick = page.batch } }
            parameters = [
                .init("from", .integer(from)), .init("upTo", .integer(page.batch)), .init("skip", .integer(skip)),
            ]
        }
    }

    private func slow() async throws {
        guard let from = state.withLock({ $0.slow }) else { return }
        let kinds = Self.slowKinds.filter(filter.wants).map { JSONValue.string($0) }
        let page = try await ask(
            MethodDefinition.watchFigures.name, ["from": .integer(from), "kinds": .array(kinds)])
        try await tell(page.events)
        try await advance(page.batch) { $0.slow = page.batch }
    }

    private struct Page {
        var batch: Int64
        var events: [JSONValue]
        var skip: Int64?
    }

    private func ask(_ method: String, _ parameters: JSONValue) async throws -> Page {
        var limits = WireLimits()
        limits.maximumLineBytes = gateway.configuration.maximumLineBytes
        limits.maximumStringBytes = gateway.configuration.maximumLineBytes
        let answer = try JSONValue.parse(try await gateway.scoring.ask(method, parameters), limits: limits)
        guard let batch = answer["batch"]?.whole, case .array(let events)? = answer["events"] else {
            throw RPCError(.internalError, "scoring answered \(method) without a batch and events")
        }
        return Page(batch: batch, events: events, skip: answer["skip"]?.whole)
    }

    private func tell(_ events: [JSONValue]) async throws {
        var bytes: [UInt8] = []
        for event in events where filter.passes(event) {
            guard case .object(let members) = event else { continue }
            write("watch.event", members, into: &bytes)
        }
        if !bytes.isEmpty { try await send(bytes) }
    }

    /// A lane has come further; what both have told is progress.
    private func advance(_ batch: Int64, _ change: (inout State) -> Void) async throws {
        let told = state.withLock { state -> Int64? in
            change(&state)
            let both = min(state.quick ?? .max, state.slow ?? .max)
            guard both > state.told else { return nil }
            state.told = both
            return both
        }
        guard let told else { return }
        var bytes: [UInt8] = []
        write("watch.progress", [.init("batch", .integer(told))], into: &bytes)
        try await send(bytes)
    }

    /// Hands bytes over, and waits while the subscriber does not read.
    private func send(_ bytes: [UInt8]) async throws {
        let configuration = gateway.configuration
        var pending = await write(bytes)
        let end = ContinuousClock.now + configuration.watchPatience
        while let waiting = pending, waiting > configuration.maximumWatchBytes {
            guard ContinuousClock.now < end else {
                throw Ended(
                    error: RPCError(
                        .limitExceeded,
                        "\(waiting) bytes were not read for \(configuration.watchPatience); the limit is "
                            + "\(configuration.maximumWatchBytes) (limits.watchBytes): watch again from the last batch")
                )
            }
            try await Task.sleep(for: .milliseconds(20))
            pending = await write([])
        }
        if pending == nil { throw Ended(error: nil) }
    }

    /// Writes on the event loop, unless the subscription has ended meanwhile.
    /// - Returns: how many bytes wait for the peer; nil: there is nobody to tell.
    private func write(_ bytes: [UInt8]) async -> Int? {
        await withCheckedContinuation { continuation in
            connection.perform { connection in
                guard connection.isOpen, !self.state.withLock({ $0.isEnded }) else {
                    return continuation.resume(returning: nil)
                }
                if !bytes.isEmpty { connection.write(bytes) }
                continuation.resume(returning: connection.pendingWriteBytes)
            }
        }
    }

    private func write(_ method: String, _ members: [JSONValue.Member], into bytes: inout [UInt8]) {
        RPCRequest(
            id: nil, method: method, parameters: .object([.init("subscription", .integer(number))] + members)
        ).write(into: &bytes)
    }

    /// The last line of the subscription: why, and from where to go on.
    func endLine(_ error: RPCError) -> [UInt8] {
        var bytes: [UInt8] = []
        write(
            "watch.ended",
            [
                .init("batch", .integer(state.withLock { $0.told })), .init("code", .string(error.code.rawValue)),
                .init("reason", .string(error.message)),
            ], into: &bytes)
        return bytes
    }

    private func tellEnd(_ error: RPCError) async {
        _ = await write(endLine(error))
        connection.perform(with: GatewayHandler.self) { [number] handler, connection in
            handler.watchEnded(number, connection)
        }
    }
}
