import Answers
import Columns
import CoreMetrics
import Glibc
import LineSocket
import Runtime
import Wire

/// One connection's questions, on its event loop.
///
/// Lines are taken as fast as they are answered: while the peer does not read its answers, or has as many questions
/// under way as it may, the rest of a block waits here, nothing more is read, and memory stays bounded.
final class GatewayHandler: LineHandler {
    private struct UnderWay {
        var question: Question
        var started: UInt64
        var task: Task<Void, Never>?
        var timer: Task<Void, Never>?
    }

    private struct Watch {
        var subscription: WatchSubscription
        var task: Task<Void, Never>
    }

    private let gateway: Gateway
    private var watches: [Int64: Watch] = [:]
    private var lastWatch: Int64 = 0
    private var underWay: [RPCID: UnderWay] = [:]
    /// Answers that are not handed to the connection yet.
    private var out = ResultWriter()
    /// Lines that wait, and how far they have been taken.
    private var rest: [UInt8] = []
    private var taken = 0
    private var hasEnded = false
    private var isStopping = false

    init(_ gateway: Gateway) { self.gateway = gateway }

    // MARK: What the connection tells

    func connected(_ connection: LineConnection) {
        guard !gateway.access.rights(of: connection.peer).isKnown else { return }
        let sentence = "user \(connection.peer.uid) may not ask here; the setting is 'access.readers'"
        refuse(nil, RPCError(.peerForbidden, sentence))
        handOver(connection)
        connection.close(afterFlush: true)
    }

    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        guard rest.isEmpty else { return rest.append(contentsOf: block) }
        let count = take(block, connection)
        if count < block.count {
            rest = Array(block[count...])
            taken = 0
            connection.pauseReading()
        }
        handOver(connection)
    }

    func oversized(_ connection: LineConnection) {
        let limit = gateway.configuration.maximumLineBytes
        refuse(nil, RPCError(.invalidRequest, "the line is longer than the limit of \(limit) bytes"))
        handOver(connection)
    }

    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        hasEnded = true
        if !unterminated.isEmpty {
            if rest.isEmpty { answer(unterminated, connection) } else { rest.append(contentsOf: unterminated) }
        }
        handOver(connection)
        closeIfDone(connection)
    }

    func writabilityChanged(_ writable: Bool, _ connection: LineConnection) {
        if writable { goOn(connection) }
    }

    func shuttingDown(_ connection: LineConnection) {
        isStopping = true
        hasEnded = true
        let error = RPCError(.serviceStopping, "the gateway is stopping; watch again from this batch when it is back")
        for (number, watch) in watches.sorted(by: { $0.key < $1.key }) {
            connection.write(watch.subscription.endLine(error))
            end(number)
        }
        closeIfDone(connection)
    }

    func closed(_ connection: LineConnection) {
        for (_, work) in underWay {
            _ = work.question.end(.cancelled)
            work.task?.cancel()
            work.timer?.cancel()
        }
        underWay = [:]
        for number in watches.keys { end(number) }
    }

    // MARK: Subscriptions

    private func begin(
        _ question: Question, _ filter: WatchFilter, from: Int64, _ started: UInt64, _ connection: LineConnection
    ) throws(RPCError) {
        let limit = gateway.configuration.maximumWatches
        guard watches.count < limit else {
            throw RPCError(.limitExceeded, "a connection may have \(limit) subscriptions (limits.watches)")
        }
        lastWatch += 1
        let subscription = WatchSubscription(lastWatch, connection, filter, from: from, gateway)
        let answer: JSONValue = [
            "subscription": .integer(lastWatch), "from": .integer(from),
            "epoch": question.snapshot.map { .integer($0.header.number) } ?? .null,
        ]
        reply(question, .success(Array(answer.jsonText.utf8)), started)
        // What it tells is written in a later turn than the answer.
        watches[lastWatch] = Watch(subscription: subscription, task: Task { await subscription.run() })
    }

    @discardableResult
    private func end(_ number: Int64) -> Bool {
        guard let watch = watches.removeValue(forKey: number) else { return false }
        watch.subscription.end()
        watch.task.cancel()
        return true
    }

    /// A subscription has told why it ends.
    func watchEnded(_ number: Int64, _ connection: LineConnection) {
        end(number)
        closeIfDone(connection)
    }

    // MARK: Lines

    /// Answers lines until the block ends or the connection has to wait; returns how many bytes were taken.
    private func take(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) -> Int {
        var start = 0
        while start < block.count, let base = block.baseAddress {
            guard mayGoOn(connection) else { return start }
            let end = memchr(base + start, 10, block.count - start).map { $0 - UnsafeMutableRawPointer(mutating: base) }
            answer(UnsafeRawBufferPointer(rebasing: block[start..<(end ?? block.count)]), connection)
            start = (end ?? block.count) + 1
        }
        return block.count
    }

    private func mayGoOn(_ connection: LineConnection) -> Bool {
        if out.count >= 64 << 10 { handOver(connection) }
        return connection.isWritable && underWay.count < gateway.configuration.maximumInFlight
    }

    /// Takes up the lines that wait.
    private func goOn(_ connection: LineConnection) {
        guard !rest.isEmpty else { return }
        let block = rest
        let start = taken
        let count = block.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[start...]), connection) }
        taken += count
        handOver(connection)
        guard taken >= rest.count else { return }
        rest = []
        taken = 0
        connection.resumeReading()
        closeIfDone(connection)
    }

    private func handOver(_ connection: LineConnection) {
        guard out.count > 0 else { return }
        out.withBytes { connection.write($0) }
        // A page of a leaderboard may be large; what is kept is not.
        out.removeAll(keeping: 128 << 10)
    }

    private func closeIfDone(_ connection: LineConnection) {
        // Who has sent all and watches still reads.
        guard hasEnded, underWay.isEmpty, watches.isEmpty, rest.isEmpty || isStopping else { return }
        connection.close(afterFlush: true)
    }

    // MARK: Questions

    private func answer(_ line: UnsafeRawBufferPointer, _ connection: LineConnection) {
        let started = MonotonicClock.nanoseconds()
        if !isStopping, let fast = FastQuestion(line), let snapshot = gateway.holder.snapshot,
            let row = snapshot.modelRows.find(fast.name)
        {
            ModelAnswer.write(snapshot, Int(row), id: fast.id, asked: fast.parameters, &out)
            gateway.metrics.modelGet.recordNanoseconds(Int64(MonotonicClock.nanoseconds() - started))
            return
        }
        var limits = WireLimits()
        limits.maximumLineBytes = gateway.configuration.maximumLineBytes
        let request: RPCRequest
        do {
            request = try RPCRequest.parse(line, limits: limits)
        } catch {
            return refuse(error.id, error.error)
        }
        guard let id = request.id else {
            // Of notifications, only the one that takes a question back means something here.
            if let cancelled = request.cancelledID { cancel(cancelled, connection) }
            return
        }
        do {
            try begin(request, id, started, connection)
        } catch {
            refuse(id, error)
        }
    }

    private func begin(
        _ request: RPCRequest, _ id: RPCID, _ started: UInt64, _ connection: LineConnection
    ) throws(RPCError) {
        if isStopping { throw RPCError(.serviceStopping, "the gateway is stopping; ask again when it is back") }
        let (definition, parameters) = try gateway.registry.resolve(request)
        guard let method = gateway.method(definition.name) else {
            throw RPCError(.internalError, "\(definition.name) is described but not served")
        }
        let timeout = parameters.timeoutMs.map { Duration.milliseconds($0) } ?? gateway.configuration.defaultTimeout
        let question = Question(
            id: id, method: definition.name, parameters: parameters, asked: request.parameters,
            snapshot: gateway.holder.snapshot, deadline: .now + timeout)
        if underWay[id] != nil {
            throw RPCError(.invalidRequest, "a question with this id is under way on this connection", path: "id")
        }
        switch method.plan(question, gateway) {
        case .answer(let result): reply(question, .success(result), started)
        case .failure(let error): throw error
        case .compute(let body):
            note(question, started, connection, task: nil)
            gateway.worker.run(
                { () throws(RPCError) in
                    guard question.isWanted() else { throw RPCError(.cancelled, "nobody waits for the answer") }
                    return try body()
                },
                { result in
                    connection.perform(with: GatewayHandler.self) { $0.finish(question, result, $1) }
                })
        case .watch(let filter, let from): try begin(question, filter, from: from, started, connection)
        case .unwatch(let number):
            let answer: JSONValue = ["subscription": .integer(number), "ended": .bool(end(number))]
            reply(question, .success(Array(answer.jsonText.utf8)), started)
            closeIfDone(connection)
        case .wait(let body):
            let task = Task {
                let result: Result<[UInt8], RPCError>
                do { result = .success(try await body()) } catch { result = .failure(Gateway.refusal(error)) }
                connection.perform(with: GatewayHandler.self) { $0.finish(question, result, $1) }
            }
            note(question, started, connection, task: task)
        }
    }

    private func note(_ question: Question, _ started: UInt64, _ connection: LineConnection, task: Task<Void, Never>?) {
        let timer = question.deadline.map { deadline in
            Task {
                guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
                connection.perform(with: GatewayHandler.self) { $0.expire(question, $1) }
            }
        }
        underWay[question.id] = UnderWay(question: question, started: started, task: task, timer: timer)
    }

    private func finish(_ question: Question, _ result: Result<[UInt8], RPCError>, _ connection: LineConnection) {
        guard question.end(.answered) else { return }
        settle(question, result, connection)
    }

    private func expire(_ question: Question, _ connection: LineConnection) {
        guard question.end(.expired) else { return }
        let sentence = "the answer was not ready in time; ask for less, or allow more with 'timeoutMs'"
        settle(question, .failure(RPCError(.deadlineExceeded, sentence)), connection)
    }

    private func cancel(_ id: RPCID, _ connection: LineConnection) {
        guard let work = underWay[id], work.question.end(.cancelled) else { return }
        settle(work.question, .failure(RPCError(.cancelled, "the question was taken back")), connection)
    }

    /// Answers a question that was under way, ends what still works on it, and takes up what waited.
    private func settle(_ question: Question, _ result: Result<[UInt8], RPCError>, _ connection: LineConnection) {
        var started = MonotonicClock.nanoseconds()
        if let work = underWay[question.id], work.question === question {
            started = work.started
            work.task?.cancel()
            work.timer?.cancel()
            underWay[question.id] = nil
        }
        reply(question, result, started)
        handOver(connection)
        goOn(connection)
        closeIfDone(connection)
    }

    private func reply(_ question: Question, _ result: Result<[UInt8], RPCError>, _ started: UInt64) {
        switch result {
        case .success(let bytes):
            let limit = gateway.configuration.maximumResultBytes
            guard bytes.count <= limit else {
                let sentence = "the answer has \(bytes.count) bytes, the limit is \(limit); ask for less"
                return refuse(question.id, RPCError(.resultTooLarge, sentence))
            }
            var line: [UInt8] = []
            line.reserveCapacity(bytes.count + 64)
            bytes.withUnsafeBytes { RPCResponse.write(id: question.id, result: $0, into: &line) }
            out.raw(line)
            gateway.metrics.answered(question.method, nanoseconds: Int64(MonotonicClock.nanoseconds() - started))
        case .failure(let error): refuse(question.id, error)
        }
    }

    private func refuse(_ id: RPCID?, _ error: RPCError) {
        var line: [UInt8] = []
        RPCResponse.write(id: id, error: error, into: &line)
        out.raw(line)
        gateway.metrics.failed(error.code)
    }
}
