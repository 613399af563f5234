import LineSocket
import StoreInbox
import Wire

extension IngestHandler {
    /// A batch with lines of this connection is committed: what the store found out about them, then the ack.
    func committed(_ outcome: ParticipantOutcome, _ connection: LineConnection) {
        underWay -= 1
        settled.stored += outcome.stored
        settled.duplicates += outcome.duplicates
        settled.rejects += Int64(outcome.rejects.count)
        settled.batch = outcome.batch ?? settled.batch
        hub.counters.stored.add(Int(outcome.stored))
        hub.counters.duplicate.add(Int(outcome.duplicates))
        for reject in outcome.rejects {
            hub.counters.rejected(reject.code)
            ReplyWriter.write(reject, into: &replies)
        }
        guard connection.isOpen else { return leaveIfSettled(connection) }
        settled.line = outcome.participant.lastLine
        writeAck(
            duplicates: outcome.participant.duplicates, rejects: outcome.participant.rejects,
            isLast: ending == .byProducer && underWay == 0)
        connection.write(replies)
        replies.removeAll(keepingCapacity: true)
        finishIfSettled(connection)
    }

    /// The last ack of a connection of which everything is acked already.
    func sayLast(_ connection: LineConnection) {
        settled.line = stream.line
        writeAck(duplicates: duplicates, rejects: rejects, isLast: true)
        connection.write(replies)
        replies.removeAll()
        finishIfSettled(connection)
    }

    private func writeAck(duplicates: Int64, rejects: Int64, isLast: Bool) {
        ReplyWriter.write(
            Ack(
                line: settled.line, batch: settled.batch, stored: settled.stored,
                duplicate: duplicates + settled.duplicates, rejected: rejects + settled.rejects, end: isLast),
            into: &replies)
    }

    /// The store was put back to an earlier state: what is under way is lost, the producer resumes from what is stored.
    func abandoned(_ connection: LineConnection) {
        underWay = 0
        ending = .said
        connection.close(afterFlush: false)
        leaveIfSettled(connection)
    }

    /// The open batch is full: nothing is read until it has been taken.
    func waitForRoom(_ connection: LineConnection) {
        pause(.batch, connection)
        hub.waitForRoom(connection)
    }

    /// A connection that is gone is forgotten when nothing of it is under way.
    private func leaveIfSettled(_ connection: LineConnection) {
        guard !connection.isOpen, underWay == 0 else { return }
        replies = []
        releaseStream(connection)
        hub.leave(connection.id)
    }
}
