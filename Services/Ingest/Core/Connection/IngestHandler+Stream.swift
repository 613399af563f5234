import LineSocket
import Wire

extension IngestHandler {
    /// A stream header: claims the stream, and asks up to where it is stored. Nothing is read meanwhile.
    func begin(_ header: StreamHeader, _ rest: UnsafeRawBufferPointer?, _ connection: LineConnection) {
        if let source = header.source, !rights.mayName(source) {
            return end(
                connection,
                with: Reject(
                    code: .sourceForbidden, path: "stream.source",
                    message: "this user may not speak for source '\(source)': an administrator can allow it (setting "
                        + "access.writers)"))
        }
        let ask: @Sendable () -> Void = { [hub] in hub.committer.ask(header.key, connection) }
        switch hub.streams.claim(header.key, by: connection.id, whenFree: ask) {
        case .granted: ask()
        case .waiting: break
        case .busy:
            return end(
                connection,
                with: Reject(
                    code: .streamBusy, path: "stream.name",
                    message: "another connection writes stream '\(header.name)' now: wait until it has ended"))
        }
        claimed = header.key
        scanner.defaultSource = header.source
        if let rest { deferred.append(contentsOf: rest) }
        pause(.position, connection)
    }

    /// The store's answer.
    func positionKnown(_ position: Int64, _ connection: LineConnection) {
        guard ending == .no, connection.isOpen else { return releaseIfGone(connection) }
        switch stream.stored(position) {
        case .failure(let refusal):
            hub.counters.rejected(refusal.code)
            end(connection, with: refusal)
        case .success(let resume):
            ReplyWriter.write(resume, into: &replies)
            connection.write(replies)
            replies.removeAll(keepingCapacity: true)
            let lines = deferred
            deferred = []
            if !lines.isEmpty { lines.withUnsafeBytes { take($0, connection) } }
            self.resume(.position, connection)
        }
    }

    private func releaseIfGone(_ connection: LineConnection) {
        if !connection.isOpen { releaseStream(connection) }
    }
}
