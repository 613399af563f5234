extension Connection {
    /// Runs `body` in a transaction: COMMIT when it returns, ROLLBACK when it throws.
    ///
    /// `begin` may name an isolation level, e.g. `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`. Transactions do
    /// not nest. Throws `rolledBack` when `body` swallowed the failure of a statement.
    @discardableResult
    public func transaction<T>(_ begin: String = "BEGIN", _ body: () throws -> T) throws -> T {
        guard !inTransaction else { throw PostgresError.usage("a transaction inside a transaction") }
        try execute(begin)
        inTransaction = true
        defer { inTransaction = false }
        let value: T
        do {
            value = try body()
        } catch {
            rollBack()
            throw error
        }
        let tag = try execute("COMMIT")
        guard tag.text == "COMMIT" else { throw PostgresError.rolledBack }
        return value
    }

    /// The error of the body is the one that matters; a session that cannot even roll back is closed.
    private func rollBack() {
        guard isOpen else { return }
        do { try execute("ROLLBACK") } catch { close() }
    }
}
