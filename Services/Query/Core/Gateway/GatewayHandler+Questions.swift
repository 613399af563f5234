import Answers
import Columns
import CoreMetrics
import LineSocket
import Runtime
import Wire

/// From a line to its answer.
extension GatewayHandler {
    func answer(_ line: UnsafeRawBufferPointer, _ connection: LineConnection) {
        let started = MonotonicClock.nanoseconds()
        if !isStopping, let fast = FastQuestion(line), let snapshot = gateway.holder.snapshot,
            let row = snapshot.model(named: fast.name)
        {
            ModelAnswer.write(snapshot, row, id: fast.id, asked: fast.parameters, &out)
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
            note(question, started, connection) {}
            gateway.worker.run(
                { () throws(RPCError) in
                    guard question.isWanted() else { throw RPCError(.cancelled, "nobody waits for the answer") }
                    return try body()
                },
                { result in
                    connection.perform(with: GatewayHandler.self) { $0.finish(question, result, $1) }
                })
        case .read(let body):
            let reader = gateway.store.seriesReader
            note(question, started, connection) { reader.cancel(question) }
            reader.read(for: question, body) { result in
                let result = result.mapError(Gateway.refusal)
                connection.perform(with: GatewayHandler.self) { $0.finish(question, result, $1) }
            }
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
            note(question, started, connection) { task.cancel() }
        }
    }

    /// A question is under way; `stop` ends what works on it, where it still does.
    private func note(
        _ question: Question, _ started: UInt64, _ connection: LineConnection, stop: @escaping @Sendable () -> Void
    ) {
        let timer = question.deadline.map { deadline in
            connection.schedule(in: deadline - .now, with: GatewayHandler.self) { $0.expire(question, $1) }
        }
        underWay[question.id] = UnderWay(question: question, started: started, stop: stop, timer: timer)
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
            work.stop()
            work.timer?.cancel()
            underWay[question.id] = nil
        }
        reply(question, result, started)
        handOver(connection)
        goOn(connection)
        closeIfDone(connection)
    }

    func reply(_ question: Question, _ result: Result<[UInt8], RPCError>, _ started: UInt64) {
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

    func refuse(_ id: RPCID?, _ error: RPCError) {
        var line: [UInt8] = []
        RPCResponse.write(id: id, error: error, into: &line)
        out.raw(line)
        gateway.metrics.failed(error.code)
    }
}
