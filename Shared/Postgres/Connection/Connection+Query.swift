internal import CLibPQ

extension Connection {
    /// Runs one or several statements without parameters; several run as one transaction.
    ///
    /// Returns the last one's tag; rows are dropped.
    @discardableResult
    public func execute(_ sql: String) throws(PostgresError) -> CommandTag {
        let operation = try begin(sql)
        guard PQsendQuery(try live(operation), sql) == 1 else { throw lost(operation) }
        return try collect(during: operation).last?.tag ?? CommandTag(text: "", rows: 0)
    }

    /// Runs one statement with parameters and drops its rows.
    @discardableResult
    public func execute(_ sql: String, _ binds: [Bind]) throws(PostgresError) -> CommandTag {
        try send(sql, binds).tag
    }

    /// Runs one statement and decodes its rows.
    public func query<T>(
        _ sql: String, _ binds: [Bind] = [], _ decode: (borrowing Row) throws -> T
    ) throws -> [T] {
        try rows(of: send(sql, binds), decode)
    }

    /// Runs one statement and decodes its first row; nil when there is none.
    public func queryFirst<T>(
        _ sql: String, _ binds: [Bind] = [], _ decode: (borrowing Row) throws -> T
    ) throws -> T? {
        try rows(of: send(sql, binds), limit: 1, decode).first
    }

    private func send(_ sql: String, _ binds: [Bind]) throws(PostgresError) -> QueryResult {
        let operation = try begin(sql)
        let handle = try live(operation)
        let sent = try Parameters(binds).withPointers { count, types, values, lengths, formats in
            PQsendQueryParams(handle, sql, count, types, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost(operation) }
        return try only(collect(during: operation), operation)
    }

    func only(_ results: [QueryResult], _ operation: String) throws(PostgresError) -> QueryResult {
        guard let result = results.last else { throw .protocolViolation("no result for \(operation)") }
        return result
    }

    func rows<T>(
        of result: QueryResult, limit: Int = .max, _ decode: (borrowing Row) throws -> T
    ) throws -> [T] {
        let count = min(Int(PQntuples(result.pointer)), limit)
        var values: [T] = []
        values.reserveCapacity(count)
        for index in 0..<count { values.append(try decode(Row(result, Int32(index)))) }
        return values
    }

    /// Starts an operation: forgets the notices of the one before, and refuses SQL that C would cut short.
    func begin(_ sql: String) throws(PostgresError) -> String {
        log.clear()
        if sql.utf8.contains(0) { throw .usage("a statement holds a NUL byte") }
        let word = sql.utf8.drop { $0 <= 0x20 }.prefix { $0 > 0x20 && $0 != 0x3B }.prefix(16)
        let verb = String(Substring(word)).uppercased()
        return verb.isEmpty ? "a statement" : verb
    }
}
