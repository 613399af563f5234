import LineSocket
import Wire

/// One connection to the scoring socket: questions in, answers out, in any order.
final class ScoringHandler: LineHandler {
    private let answering: Answering
    private let maxQuestions: Int
    private let access: AccessGate
    private var underWay: [RPCID: Task<Void, Never>] = [:]
    private var anonymous = 0
    private var inputEnded = false

    init(_ answering: Answering, access: AccessGate, maxQuestions: Int) {
        self.answering = answering
        self.access = access
        self.maxQuestions = maxQuestions
    }

    func connected(_ connection: LineConnection) {
        guard !access.rights(of: connection.peer).isKnown else { return }
        let sentence = "user \(connection.peer.uid) may not ask here; the setting is 'access.readers'"
        fail(nil, RPCError(.peerForbidden, sentence), connection)
        connection.close(afterFlush: true)
    }

    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        var start = 0
        while start < block.count {
            var end = start
            while block[end] != UInt8(ascii: "\n") { end += 1 }
            line(UnsafeRawBufferPointer(rebasing: block[start..<end]), connection)
            start = end + 1
        }
    }

    func oversized(_ connection: LineConnection) {
        fail(
            nil, RPCError(.invalidRequest, "the line is longer than \(connection.limits.maxLineBytes) bytes"),
            connection)
    }

    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        if !unterminated.isEmpty { line(unterminated, connection) }
        inputEnded = true
        closeIfDone(connection)
    }

    func closed(_ connection: LineConnection) {
        for task in underWay.values { task.cancel() }
        underWay = [:]
        answering.subscribers.remove(connection)
    }

    private func line(_ bytes: UnsafeRawBufferPointer, _ connection: LineConnection) {
        let request: RPCRequest
        do {
            request = try RPCRequest.parse(bytes)
        } catch {
            return fail(error.id, error.error, connection)
        }
        if let cancelled = request.cancelledID {
            underWay[cancelled]?.cancel()
            return
        }
        if request.method == "batch.committed", request.id == nil {
            // Whatever else it says: somebody rang.
            let parameters = try? MethodRegistry.scoring.resolve(request).1
            answering.doorbell(parameters?.boolean("isHeldBack") ?? false)
            return
        }
        guard let id = request.id else { return }
        guard underWay[id] == nil else {
            return fail(id, RPCError(.invalidRequest, "a question with this id is under way", path: "id"), connection)
        }
        guard underWay.count < maxQuestions else {
            return fail(
                id, RPCError(.limitExceeded, "more than \(maxQuestions) questions at once on one connection"),
                connection)
        }
        if request.method == "subscribe" { answering.subscribers.add(connection) }
        underWay[id] = Task { [answering] in
            let reply = await answering.reply(to: request, id: id)
            connection.perform(with: ScoringHandler.self) { handler, connection in
                handler.underWay[id] = nil
                connection.write(reply)
                handler.closeIfDone(connection)
            }
        }
    }

    private func closeIfDone(_ connection: LineConnection) {
        if inputEnded, underWay.isEmpty { connection.close(afterFlush: true) }
    }

    private func fail(_ id: RPCID?, _ error: RPCError, _ connection: LineConnection) {
        var bytes: [UInt8] = []
        RPCResponse.write(id: id, error: error, into: &bytes)
        connection.write(bytes)
    }
}
