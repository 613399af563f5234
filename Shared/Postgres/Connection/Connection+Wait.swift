internal import CLibPQ
import Glibc

extension Connection {
    /// Waits until the socket can do one of `events`, or throws and closes at the deadline.
    func wait(_ events: Int16, until deadline: Deadline, during operation: String) throws(PostgresError) -> Int16 {
        while true {
            heartbeat.beat()
            let left = deadline.millisecondsLeft
            guard left > 0 else {
                close()
                throw .deadlineExceeded(during: operation, after: deadline.length)
            }
            var entry = pollfd(fd: PQsocket(handle), events: events, revents: 0)
            // In slices, so that a watchdog sees the thread turn while the server is slow.
            let ready = poll(&entry, 1, Int32(min(left, 500)))
            if ready > 0 { return entry.revents }
            if ready < 0, errno != EINTR { throw lost(operation) }
        }
    }

    /// Sends everything that libpq holds; reads meanwhile, because a server that cannot write does not read.
    func flush(until deadline: inout Deadline, during operation: String) throws(PostgresError) {
        let handle = try live(operation)
        while true {
            let pending = PQflush(handle)
            // A failed write is reported with the result, together with what the server said before it went.
            if pending <= 0 { return }
            let ready = try wait(Int16(POLLIN | POLLOUT), until: deadline, during: operation)
            deadline.renew()
            if ready & Int16(POLLIN | POLLHUP | POLLERR) != 0, PQconsumeInput(handle) == 0 { return }
        }
    }

    /// The next result of the statement under way; nil when there are no more.
    func nextResult(until deadline: inout Deadline, during operation: String) throws(PostgresError) -> QueryResult? {
        let handle = try live(operation)
        try flush(until: &deadline, during: operation)
        while PQisBusy(handle) == 1 {
            _ = try wait(Int16(POLLIN), until: deadline, during: operation)
            // On a loss libpq makes a result of its own, after those that had arrived.
            if PQconsumeInput(handle) == 0 { break }
        }
        return PQgetResult(handle).map { QueryResult($0) }
    }

    /// All results to the end, in order; throws the first failure after the last result is read.
    func collect(during operation: String) throws(PostgresError) -> [QueryResult] {
        var deadline = Deadline(after: timeout)
        var results: [QueryResult] = []
        var failure: PostgresError?
        while let result = try nextResult(until: &deadline, during: operation) {
            switch result.status {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: results.append(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                close()
                throw .usage("COPY goes through copyIn or copyOut; the session was closed")
            default: failure = failure ?? result.failure(during: operation)
            }
        }
        try settle(failure, during: operation)
        return results
    }

    /// The end of every operation: closes a dead session, and throws what went wrong.
    func settle(_ failure: PostgresError?, during operation: String) throws(PostgresError) {
        if let handle, PQstatus(handle) != CONNECTION_OK { close() }
        if case .server(let error) = failure, error.isFatal { close() }
        if log.sawCancelledSynchronousWait { throw .synchronousCommitCancelled }
        if let failure { throw failure }
        if handle == nil { throw .connectionLost(during: operation, reason: "the session ended") }
    }
}
