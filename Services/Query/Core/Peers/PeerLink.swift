import LineSocket
import Synchronization
import Wire

/// The gateway's connection to another service: kept up by a loop of its own, used by any number of questions at once.
final class PeerLink: Sendable {
    /// What the service is called, in messages.
    let name: String
    private let path: String
    private let limits: LineLimits
    /// Asked right after connecting, so that news comes; nil: no news is wanted.
    private let subscription: String?
    private let onNews: @Sendable (RPCRequest) -> Void
    private let state = Mutex(State())

    struct State {
        var connection: LineConnection?
        var failure: LineSocketError?
        var nextID: Int64 = 1
        var waiting: [Int64: CheckedContinuation<[UInt8], any Error>] = [:]
        /// Whether the loop runs that connects.
        var isKeptUp = false
        /// The pause before the next attempt; ended early by whoever needs a connection now.
        var pause: Task<Void, Never>?
        /// Who waits for the outcome of the next attempt.
        var hoping: [CheckedContinuation<Void, Never>] = []
    }

    init(
        name: String, path: String, limits: LineLimits, subscription: String? = nil,
        onNews: @escaping @Sendable (RPCRequest) -> Void = { _ in }
    ) {
        self.name = name
        self.path = path
        self.limits = limits
        self.subscription = subscription
        self.onNews = onNews
    }

    /// Connects, and connects again whenever the connection is lost, until the task is cancelled.
    func run() async {
        state.withLock { $0.isKeptUp = true }
        defer {
            state.withLock { $0.isKeptUp = false }
            settle()
        }
        var pause = Duration.milliseconds(50)
        while !Task.isCancelled {
            do throws(LineSocketError) {
                let closed = AsyncStream<Void>.makeStream()
                let connection = try await LineClient.connect(to: path, limits: limits) { _ in
                    PeerHandler(link: self, closed: closed.continuation)
                }
                state.withLock { $0.connection = connection }
                settle()
                pause = .milliseconds(50)
                if let subscription { Task { try? await ask(subscription, .object([])) } }
                await withTaskCancellationHandler {
                    for await _ in closed.stream {}
                } onCancel: {
                    connection.perform { $0.close(afterFlush: false) }
                }
                lost(nil)
            } catch {
                lost(error)
            }
            await rest(pause)
            pause = min(pause * 2, .seconds(1))
        }
    }

    private func rest(_ pause: Duration) async {
        let sleep = Task { _ = try? await Task.sleep(for: pause) }
        state.withLock { $0.pause = sleep }
        await withTaskCancellationHandler {
            await sleep.value
        } onCancel: {
            sleep.cancel()
        }
        state.withLock { $0.pause = nil }
    }

    /// An attempt has ended, one way or the other.
    private func settle() {
        let hoping = state.withLock { state in
            defer { state.hoping = [] }
            return state.hoping
        }
        for continuation in hoping { continuation.resume() }
    }

    /// Without a connection, an attempt is made now, and its outcome awaited: a service that has just come back answers at
    /// once, and one that has not is told so at once.
    private func attemptIfNeeded() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let mustWait = state.withLock { state in
                guard state.connection == nil, state.isKeptUp else { return false }
                state.hoping.append(continuation)
                state.pause?.cancel()
                return true
            }
            if !mustWait { continuation.resume() }
        }
    }

    /// Why there is no connection now; nil: there is one.
    var absence: String? {
        state.withLock { state in
            state.connection == nil ? state.failure.map { "\($0)" } ?? "not connected to \(path) yet" : nil
        }
    }

    /// Asks one question; returns the result's bytes as they came. A cancelled task takes its question back.
    /// - Throws: `RPCError` as the service gave it, or `scoringUnavailable`; `CancellationError`.
    func ask(_ method: String, _ parameters: JSONValue) async throws -> [UInt8] {
        if state.withLock({ $0.connection == nil }) { await attemptIfNeeded() }
        let (id, connection) = state.withLock { state in
            defer { state.nextID += 1 }
            return (state.nextID, state.connection)
        }
        guard let connection else { throw unavailable() }
        var line: [UInt8] = []
        RPCRequest(id: .integer(id), method: method, parameters: parameters).write(into: &line)
        let question = line
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { $0.waiting[id] = continuation }
                // A task cancelled before its question was noted has nobody else to end it.
                if Task.isCancelled { return finish(id, .failure(CancellationError())) }
                if !connection.send(question) { finish(id, .failure(unavailable())) }
            }
        } onCancel: {
            var line: [UInt8] = []
            RPCRequest(id: nil, method: RPCRequest.cancelMethod, parameters: ["id": .integer(id)]).write(into: &line)
            connection.send(line)
            finish(id, .failure(CancellationError()))
        }
    }

    func received(_ line: UnsafeRawBufferPointer) {
        var limits = WireLimits()
        limits.maximumLineBytes = self.limits.maxLineBytes
        limits.maximumStringBytes = self.limits.maxLineBytes
        do {
            switch try RPCAnswer.parse(line, limits: limits) {
            case .result(.integer(let id), _, let bytes): finish(id, .success(bytes))
            case .error(.integer(let id), let error): finish(id, .failure(error))
            case .notification(let news): onNews(news)
            case .result, .error: break  // an answer to nothing of ours
            }
        } catch {
            failAll("\(name) sent a line that is no answer: \(error.sentence)")
        }
    }

    /// An answer was longer than a line may be; whose it was cannot be told.
    func oversized() { failAll("an answer of \(name) is longer than \(limits.maxLineBytes) bytes; ask for less") }

    func lost(_ failure: LineSocketError?) {
        let waiting = state.withLock { state in
            state.connection = nil
            state.failure = failure
            defer { state.waiting = [:] }
            return state.waiting
        }
        let error = unavailable()
        for continuation in waiting.values { continuation.resume(throwing: error) }
        if failure != nil { settle() }
    }

    private func failAll(_ reason: String) {
        let waiting = state.withLock { state in
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume(throwing: RPCError(.scoringUnavailable, reason)) }
    }

    private func finish(_ id: Int64, _ result: Result<[UInt8], any Error>) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(with: result)
    }

    private func unavailable() -> RPCError {
        RPCError(
            .scoringUnavailable,
            "this question needs the \(name) service, which does not answer (\(absence ?? "the connection ended")); "
                + "start it, or ask again when it is back")
    }
}

/// Takes the lines of the other service apart.
private final class PeerHandler: LineHandler {
    private let link: PeerLink
    private let closed: AsyncStream<Void>.Continuation

    init(link: PeerLink, closed: AsyncStream<Void>.Continuation) {
        self.link = link
        self.closed = closed
    }

    func connected(_ connection: LineConnection) {}

    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        for line in block.split(separator: UInt8(ascii: "\n")) {
            link.received(UnsafeRawBufferPointer(rebasing: line))
        }
    }

    func oversized(_ connection: LineConnection) { link.oversized() }

    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        connection.close(afterFlush: false)
    }

    func closed(_ connection: LineConnection) { closed.finish() }
}
