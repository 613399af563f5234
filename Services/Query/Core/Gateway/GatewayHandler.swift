import Answers
import Glibc
import LineSocket
import Runtime
import Wire

/// One connection's questions, on its event loop.
///
/// Lines are taken as fast as they are answered: while the peer does not read its answers, or has as many questions
/// under way as it may, the rest of a block waits here, nothing more is read, and memory stays bounded.
final class GatewayHandler: LineHandler {
    struct UnderWay {
        var question: Question
        var started: UInt64
        /// Ends what works on it.
        var stop: @Sendable () -> Void
        var timer: LineTimer?
    }

    private struct Watch {
        var subscription: WatchSubscription
        var task: Task<Void, Never>
    }

    let gateway: Gateway
    private var watches: [Int64: Watch] = [:]
    private var lastWatch: Int64 = 0
    var underWay: [RPCID: UnderWay] = [:]
    /// Answers that are not handed to the connection yet.
    var out = ResultWriter()
    /// Lines that wait, and how far they have been taken.
    private var rest: [UInt8] = []
    private var taken = 0
    /// Whether lines are being taken: what one of them settles does not take up others from within.
    private var isTaking = false
    private var hasEnded = false
    var isStopping = false

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
        guard connection.hasReader else { return }
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
            work.stop()
            work.timer?.cancel()
        }
        underWay = [:]
        for number in watches.keys { end(number) }
    }

    // MARK: Subscriptions

    func begin(
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
    func end(_ number: Int64) -> Bool {
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
        isTaking = true
        defer { isTaking = false }
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
        if out.count >= 64 << 10 {
            handOver(connection)
            // Only what writes can learn that the peer is gone.
            guard connection.hasReader else { return false }
        }
        return connection.isWritable && underWay.count < gateway.configuration.maximumInFlight
    }

    /// Takes up the lines that wait.
    func goOn(_ connection: LineConnection) {
        guard !rest.isEmpty, !isTaking else { return }
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

    func handOver(_ connection: LineConnection) {
        guard out.count > 0 else { return }
        out.withBytes { connection.write($0) }
        // A page of a leaderboard may be large; what is kept is not.
        out.removeAll(keeping: 128 << 10)
    }

    func closeIfDone(_ connection: LineConnection) {
        // Who has sent all and watches still reads.
        guard hasEnded, underWay.isEmpty, watches.isEmpty, rest.isEmpty || isStopping else { return }
        connection.close(afterFlush: true)
    }
}
