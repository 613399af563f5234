import Glibc
import Postgres
import StoreView
import Synchronization

/// The gateway's connections to the store: one follows epochs, one answers what `status` asks, some read time series.
/// A slow series holds up neither of the others.
final class GatewayStore: Sendable {
    let epochs: PostgresThread
    let ledger: PostgresThread
    /// As many as there are processors, two at least, that none waits behind a slow one.
    private let series: [SeriesReader]
    private let turn = Atomic<Int>(0)
    /// The newest migration this code was written with.
    static let knownSchema: Int32 = 11
    /// The newest that it needs.
    static let neededSchema: Int32 = 9

    init(conninfo: String, timeout: Duration) {
        func configuration(_ part: String) -> ConnectionConfiguration {
            ConnectionConfiguration(
                conninfo: conninfo, applicationName: "groundswell-query \(part)", operationTimeout: timeout
            ) { connection in
                // The gateway never writes, whatever its role may do.
                try connection.execute("SET default_transaction_read_only = on")
                // Whatever is asked for, the way to it is the same: to plan it anew took longer than to read it.
                if part == "series" { try connection.execute("SET plan_cache_mode = force_generic_plan") }
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
        series = (0..<max(2, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))).map {
            SeriesReader(PostgresThread(configuration("series"), name: "gs-series-\($0)"))
        }
    }

    /// The last committed batch.
    func committedBatch() async throws -> Int64 {
        try await ledger.run { try $0.readCommittedBatch() }
    }

    /// Who reads the next time series: whoever has the least to do; of several who are idle each in its turn.
    var seriesReader: SeriesReader {
        let first = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        var chosen = series[first % series.count]
        for offset in 0..<series.count {
            let other = series[(first + offset) % series.count]
            if other.waiting < chosen.waiting { chosen = other }
        }
        return chosen
    }

    /// Stops the threads; what waits fails.
    func stop() {
        for thread in [epochs, ledger] { thread.stop() }
        for reader in series { reader.stop() }
    }

    /// Whether the store answered when it was last asked for epochs, and if not, why.
    var failure: PostgresError? { epochs.status.lastFailure }
}
