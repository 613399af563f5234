import Domain
import Glibc
import LineSocket
import StoreInbox
import Wire

/// One producer's connection: lines become rows of the open batch, rejects go out at once, acks after the commit.
///
/// Confined to the connection's event loop.
final class IngestHandler: LineHandler, @unchecked Sendable {
    // Unchecked: every member is touched on the connection's event loop only.
    let hub: IngestHub
    var scanner: LineScanner
    var stream = StreamState()
    var rights = PeerRights()
    /// Whose connection it is, for the record of who curated.
    var user: UInt32 = 0
    /// The source that was last found to be allowed.
    var allowedSource: [UInt8] = []
    /// Lines that were duplicates or rejected before they came into a batch.
    var duplicates: Int64 = 0
    var rejects: Int64 = 0
    /// What the store made of the others.
    var settled = Settled()
    /// Batches with rows of this connection, or an ack for it, that are not settled.
    var underWay = 0
    /// Lines behind a stream header, until its position is known.
    var deferred: [UInt8] = []
    var replies: [UInt8] = []
    var questions: [RPCRequest] = []
    var pauses: Pauses = []
    /// The stream this connection has claimed.
    var claimed: String?
    var ending = Ending.no
    /// The line at hand was not ended: perhaps its producer died in the middle of it.
    var isUnterminated = false
    /// Of the inbox, when the connection began.
    var generation = 0

    struct Settled {
        var stored: Int64 = 0
        var duplicates: Int64 = 0
        var rejects: Int64 = 0
        var batch: Int64?
        /// The last line acked.
        var line: Int64 = -1
    }

    /// Why reading is paused.
    struct Pauses: OptionSet {
        let rawValue: UInt8
        /// The stream's position is being asked.
        static let position = Self(rawValue: 1)
        /// The open batch is full.
        static let batch = Self(rawValue: 2)
        /// The connection ends.
        static let ending = Self(rawValue: 4)
    }

    /// How the connection ends.
    enum Ending {
        case no
        /// The producer has half-closed: the rest is committed and acked.
        case byProducer
        /// The service stops: what was received is committed and acked.
        case byService
        /// A last word was said.
        case said
    }

    init(hub: IngestHub) {
        self.hub = hub
        scanner = LineScanner(limits: hub.wireLimits)
    }

    func connected(_ connection: LineConnection) {
        rights = hub.access.rights(of: connection.peer)
        user = connection.peer.uid
        generation = hub.inbox.generation
        hub.enter(connection, self)
        guard !rights.isKnown else { return }
        hub.counters.rejected(.peerForbidden)
        end(
            connection,
            with: Reject(
                code: .peerForbidden,
                message: "user \(connection.peer.uid) may neither write nor ask here: an administrator can let it in "
                    + "(setting access.writers or access.readers)"))
    }

    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        hub.counters.bytes.add(block.count)
        if stream.isAsking {
            deferred.append(contentsOf: block)
        } else {
            take(block, connection)
        }
    }

    func oversized(_ connection: LineConnection) {
        guard ending == .no else { return }
        if stream.next() {
            duplicates += 1
        } else {
            reject(
                Reject(
                    code: .lineTooLong,
                    message: "the line is longer than the limit of \(connection.limits.maxLineBytes) bytes"))
        }
        settle(connection)
    }

    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        if !unterminated.isEmpty {
            isUnterminated = true
            take(unterminated, connection)
        }
        guard ending == .no else { return }
        ending = .byProducer
        if underWay == 0, settled.line == stream.line || stream.received == 0 {
            // Nothing is left to commit: the store need not be asked.
            sayLast(connection)
        } else {
            settle(connection)
        }
    }

    func shuttingDown(_ connection: LineConnection) {
        guard ending == .no else { return }
        ending = .byService
        pause(.ending, connection)
        finishIfSettled(connection)
    }

    func closed(_ connection: LineConnection) {
        ending = .said
        if let claimed {
            if underWay > 0 { hub.streams.leave(claimed, by: connection.id) } else { releaseStream(connection) }
        }
        if underWay == 0 { hub.leave(connection.id) }
    }

    // MARK: Ending

    /// Says a last word and closes.
    func end(_ connection: LineConnection, with reject: Reject) {
        ending = .said
        replies.removeAll(keepingCapacity: true)
        ReplyWriter.write(reject, into: &replies)
        connection.write(replies)
        connection.close(afterFlush: true)
    }

    /// Closes once nothing is under way; the ack has been sent by then.
    func finishIfSettled(_ connection: LineConnection) {
        guard underWay == 0 else { return }
        switch ending {
        case .no, .said: return
        case .byProducer, .byService:
            ending = .said
            connection.close(afterFlush: true)
        }
    }

    func releaseStream(_ connection: LineConnection) {
        guard let name = claimed else { return }
        claimed = nil
        hub.streams.release(name, by: connection.id)
    }

    // MARK: Pausing

    func pause(_ reason: Pauses, _ connection: LineConnection) {
        if pauses.isEmpty { connection.pauseReading() }
        pauses.insert(reason)
    }

    func resume(_ reason: Pauses, _ connection: LineConnection) {
        guard pauses.contains(reason) else { return }
        pauses.remove(reason)
        if pauses.isEmpty { connection.resumeReading() }
    }

    // MARK: Rejecting

    /// Counts a line as rejected and notes what the producer is told.
    func reject(_ reject: Reject) {
        var reject = reject
        reject.line = stream.line
        rejects += 1
        hub.counters.rejected(reject.code)
        ReplyWriter.write(reject, into: &replies)
    }
}
