import Postgres
import Testing

/// What a caller decides by.
@Suite struct SQLStateTests {
    @Test func classes() {
        #expect(SQLState("40001").isRetryable && SQLState("40P01").isRetryable && !SQLState("40002").isRetryable)
        #expect(SQLState("08006").isConnectionException && !SQLState("80006").isConnectionException)
        #expect(SQLState("57P01").isShutdown && SQLState("57P02").isShutdown && SQLState("57P03").isShutdown)
        #expect(!SQLState("57014").isShutdown && !SQLState("57014").isTransient)
        #expect(SQLState("53300").isInsufficientResources && SQLState("53100").isTransient)
        #expect(SQLState("55P03").isTransient && !SQLState("23505").isTransient && !SQLState("42P01").isTransient)
    }

    @Test func errorsTellWhetherTryingAgainHelps() {
        #expect(PostgresError.deadlineExceeded(during: "COMMIT", after: .seconds(1)).isConnectionLoss)
        #expect(PostgresError.synchronousCommitCancelled.isTransient)
        #expect(!PostgresError.rolledBack.isTransient && !PostgresError.usage("").isTransient)
    }
}
