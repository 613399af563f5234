internal import CLibPQ
import Glibc

extension Connection {
    /// Connects to the first host that will have us.
    ///
    /// libpq goes on to the next host when one refuses, but waits for ever on one that accepts and says nothing (a
    /// frozen server); such a host is left out and the others are tried.
    func open() throws(PostgresError) {
        var hosts = HostList(conninfo: configuration.conninfo)
        while true {
            do {
                return try open(hosts)
            } catch .deadlineExceeded(let host, let after) {
                guard hosts?.removeSilent(host) == true else {
                    throw .connectionFailed(
                        reason: "\(host) accepts the connection but did not answer within \(after)", retryAfter: .zero)
                }
            }
        }
    }

    private func open(_ hosts: HostList?) throws(PostgresError) {
        // Later words win over those in the connection string, which libpq reads from "dbname".
        let words: [(String, String)] =
            [("dbname", configuration.conninfo), ("fallback_application_name", configuration.applicationName)]
            + (hosts?.words ?? []) + [("client_encoding", "UTF8")]
        let handle = withCStrings(words.map(\.0)) { keys in
            withCStrings(words.map(\.1)) { values in PQconnectStartParams(keys, values, 1) }
        }
        guard let handle else { throw .connectionFailed(reason: "out of memory", retryAfter: .zero) }
        self.handle = handle
        log.attach(to: handle)
        log.clear()
        try finishOpening(handle)
        guard PQsetnonblocking(handle, 1) == 0 else { throw failedToOpen() }
    }

    /// Drives the handshake; throws `deadlineExceeded` with the host's name when a host stays silent.
    private func finishOpening(_ handle: OpaquePointer) throws(PostgresError) {
        guard PQstatus(handle) != CONNECTION_BAD else { throw failedToOpen() }
        var deadline = Deadline(after: configuration.connectTimeout)
        var host = HostList.current(handle)
        var wanted = POLLOUT
        while true {
            do {
                _ = try wait(Int16(wanted), until: deadline, during: host)
            } catch {
                throw error
            }
            switch PQconnectPoll(handle) {
            case PGRES_POLLING_OK: return
            case PGRES_POLLING_READING: wanted = POLLIN
            case PGRES_POLLING_WRITING: wanted = POLLOUT
            default: throw failedToOpen()
            }
            let now = HostList.current(handle)
            if now != host {
                host = now
                deadline.renew()
            }
        }
    }

    private func failedToOpen() -> PostgresError {
        let reason = firstLine(PQerrorMessage(handle))
        close()
        return .connectionFailed(reason: reason, retryAfter: .zero)
    }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers: [UnsafePointer<CChar>?] = copies.map { $0.map { UnsafePointer($0) } } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
}
