import Postgres
import StoreView
import Synchronization

/// The gateway's connections to the store: one follows epochs, one answers what `status` asks, one reads time series.
/// A slow series holds up neither of the others.
final class GatewayStore: Sendable {
    let epochs: PostgresThread
    let ledger: PostgresThread
    private let series: PostgresThread
    /// The newest migration this code was written with.
    static let knownSchema: Int32 = 6
    /// The newest that it needs.
    static let neededSchema: Int32 = 6
    /// The question whose statement runs on `series`, while it runs.
    private let running = Mutex<ObjectIdentifier?>(nil)

    init(conninfo: String, timeout: Duration) {
        func configuration(_ part: String) -> ConnectionConfiguration {
            ConnectionConfiguration(
                conninfo: conninfo, applicationName: "groundswell-query \(part)", operationTimeout: timeout
            ) { connection in
                // The gateway never writes, whatever its role may do.
                try connection.execute("SET default_transaction_read_only = on")
                // Reading a whole epoch takes as long as it takes; a server that falls silent is noticed all the same.
                if part == "epochs" {
                    // An empty store is no error: its first migration may come at any time.
                    try SchemaFit.check(
                        connection, needed: Self.neededSchema, known: Self.knownSchema, orEmpty: true)
                    try connection.execute("SET statement_timeout = 0")
                }
            }
        }
        epochs = PostgresThread(configuration("epochs"), name: "gs-epochs")
        ledger = PostgresThread(configuration("ledger"), name: "gs-ledger")
        series = PostgresThread(configuration("series"), name: "gs-series")
    }

    /// The last committed batch.
    func committedBatch() async throws -> Int64 {
        try await ledger.run { try $0.readCommittedBatch() }
    }

    /// Runs a question's statements; its deadline and its end reach the database.
    func readSeries<T: Sendable>(
        for question: Question, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await withTaskCancellationHandler {
            try await series.run { [self] connection in
                guard question.isWanted() else { throw CancellationError() }
                running.withLock { $0 = ObjectIdentifier(question) }
                // The lock is held while a cancellation is on its way, so that it cannot hit the next question.
                defer { running.withLock { $0 = nil } }
                return try body(connection)
            }
        } onCancel: {
            let question = ObjectIdentifier(question)
            // Cancelling blocks for a connection of its own.
            _ = Self.canceller.run { [self] in
                running.withLock { running in
                    // A cancellation that does not arrive leaves the statement to its own deadline.
                    if running == question { try? series.cancelCurrent() }
                }
            }
        }
    }

    /// Stops the threads; what waits fails.
    func stop() {
        for thread in [epochs, ledger, series] { thread.stop() }
    }

    /// Whether the store answered when it was last asked for epochs, and if not, why.
    var failure: PostgresError? { epochs.status.lastFailure }

    private static let canceller = SerialThread()
}
