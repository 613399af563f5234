internal import CLibPQ

/// What this connection knows of a statement that it prepared.
struct PreparedStatement {
    var sql: String
    var types: [TypeOID]
    /// The server refused its plan (a table changed under it): to be prepared anew before its next use.
    var isStale = false
}

extension Connection {
    /// Prepares a statement now rather than at its first use. `types` are those of its parameters.
    public func prepare(_ statement: Statement, _ types: [TypeOID] = []) throws(PostgresError) {
        if let known = preparedStatements[statement.name] {
            guard known.sql == statement.sql else {
                throw .usage("two statements are named \(statement.name)")
            }
            guard known.types == types else {
                throw .usage("statement \(statement.name) was prepared with other parameter types")
            }
            guard known.isStale else { return }
            try execute("DEALLOCATE \"\(statement.name)\"")
            preparedStatements[statement.name] = nil
        }
        _ = try begin(statement.sql)
        let handle = try live(statement.name)
        let oids = types.map(\.rawValue)
        guard PQsendPrepare(handle, statement.name, statement.sql, Int32(oids.count), oids) == 1 else {
            throw lost(statement.name)
        }
        _ = try collect(during: statement.name)
        preparedStatements[statement.name] = PreparedStatement(sql: statement.sql, types: types)
    }

    /// Runs a statement, prepared at its first use on this connection, and drops its rows.
    @discardableResult
    public func execute(_ statement: Statement, _ binds: [Bind] = []) throws(PostgresError) -> CommandTag {
        try send(statement, binds).tag
    }

    /// Runs a statement, prepared at its first use on this connection, and decodes its rows.
    public func query<T>(
        _ statement: Statement, _ binds: [Bind] = [], _ decode: (borrowing Row) throws -> T
    ) throws -> [T] {
        try rows(of: send(statement, binds), decode)
    }

    /// Runs a prepared statement and decodes its first row; nil when there is none.
    public func queryFirst<T>(
        _ statement: Statement, _ binds: [Bind] = [], _ decode: (borrowing Row) throws -> T
    ) throws -> T? {
        try rows(of: send(statement, binds), limit: 1, decode).first
    }

    private func send(_ statement: Statement, _ binds: [Bind]) throws(PostgresError) -> QueryResult {
        try prepare(statement, binds.map(\.type))
        let name = statement.name
        log.clear()
        let handle = try live(name)
        let sent = try Parameters(binds).withPointers { count, _, values, lengths, formats in
            PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost(name) }
        do {
            return try only(collect(during: name), name)
        } catch {
            if error.state == .invalidStatementName { preparedStatements[name] = nil }
            if error.state == .featureNotSupported { preparedStatements[name]?.isStale = true }
            throw error
        }
    }
}
