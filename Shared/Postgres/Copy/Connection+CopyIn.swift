internal import CLibPQ
import Glibc

extension Connection {
    /// Runs `COPY ... FROM STDIN (FORMAT binary)` with the rows that `body` writes; returns how many were stored.
    ///
    /// When `body` throws, the COPY is called off, nothing of it is stored and the connection stays usable. Outside
    /// a transaction a COPY commits by itself.
    @discardableResult
    public func copyIn(_ sql: String, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        _ = try begin(sql)
        guard PQsendQuery(try live("COPY"), sql) == 1 else { throw lost("COPY") }
        let columns = try startCopy(PGRES_COPY_IN, sql)
        var writer = CopyWriter(self, columns: columns)
        do {
            try body(&writer)
            try writer.finish()
        } catch {
            try callOff(because: error)
            throw error
        }
        try endCopy(nil)
        let tag = try only(collect(during: "COPY"), "COPY").tag
        guard tag.rows == writer.count else {
            throw PostgresError.protocolViolation("COPY stored \(tag.rows) of \(writer.count) rows")
        }
        return tag.rows
    }

    /// Runs `COPY ... FROM STDIN (FORMAT binary)` with rows that were encoded before.
    @discardableResult
    public func copyIn(_ sql: String, rows: CopyRows) throws -> Int {
        try copyIn(sql) { try $0.append(rows) }
    }

    /// Waits until the server is ready for, or sends, the rows; returns the number of columns.
    func startCopy(_ wanted: ExecStatusType, _ sql: String) throws(PostgresError) -> Int {
        var deadline = Deadline(after: timeout)
        guard let result = try nextResult(until: &deadline, during: "COPY") else {
            throw .protocolViolation("no result for COPY")
        }
        guard result.status == wanted else {
            if result.status == PGRES_COMMAND_OK || result.status == PGRES_TUPLES_OK {
                _ = try collect(during: "COPY")
                throw .usage("the statement is not the COPY that was announced: \(sql.prefix(60))")
            }
            if result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT {
                close()
                throw .usage("the COPY runs in the other direction; the session was closed")
            }
            let failure = result.failure(during: "COPY")
            while let rest = try nextResult(until: &deadline, during: "COPY") { _ = rest }
            try settle(failure, during: "COPY")
            throw failure
        }
        guard PQbinaryTuples(result.pointer) == 1 else {
            close()
            throw .usage("the COPY must say (FORMAT binary); the session was closed")
        }
        return Int(PQnfields(result.pointer))
    }

    /// Hands one chunk to libpq once the one before has gone out: one chunk travels while the next is encoded.
    func put(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        var deadline = Deadline(after: timeout)
        try flush(until: &deadline, during: "COPY")
        let handle = try live("COPY")
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        while true {
            switch PQputCopyData(handle, start, Int32(bytes.count)) {
            case 1: return
            case 0: _ = try wait(Int16(POLLOUT), until: deadline, during: "COPY")
            default: throw lost("COPY")
            }
        }
    }

    /// Hands over any number of bytes, in chunks. A Result, because it is called where only `rethrows` reaches.
    func putAll(_ bytes: UnsafeRawBufferPointer) -> Result<Void, PostgresError> {
        Result { () throws(PostgresError) in
            var rest = bytes[...]
            while !rest.isEmpty {
                try put(UnsafeRawBufferPointer(rebasing: rest.prefix(CopyWriter.chunk)))
                rest = rest.dropFirst(CopyWriter.chunk)
            }
        }
    }

    /// Says that all rows were sent, or why not.
    private func endCopy(_ reason: String?) throws(PostgresError) {
        var deadline = Deadline(after: timeout)
        try flush(until: &deadline, during: "COPY")
        let handle = try live("COPY")
        while true {
            switch PQputCopyEnd(handle, reason) {
            case 1: return
            case 0: _ = try wait(Int16(POLLOUT), until: deadline, during: "COPY")
            default: throw lost("COPY")
            }
        }
    }

    /// Ends a COPY that shall store nothing. The server answers with the error we asked for, which is no news.
    private func callOff(because error: any Error) throws {
        guard isOpen else { return }
        try endCopy("the client called it off")
        do {
            _ = try collect(during: "COPY")
        } catch .server(let answer) where answer.state == .queryCanceled {
            return
        } catch {
            // The server had refused the rows before we gave up, or the session died: that is the cause.
            throw error
        }
    }
}
