import Postgres
import StoreInbox

/// Database threads with a session each. The first one's session holds the lock of the one ingest and writes whatever there
/// is; while a batch is written on one, the rows of the next ones are copied on the others, if they need nothing else.
struct CommitLanes: Sendable {
    private let lanes: [PostgresThread]

    init(_ database: ConnectionConfiguration, _ work: CommitWork) {
        let check = database.onConnect
        var first = database
        first.onConnect = { connection in
            try check(connection)
            try work.greet(connection)
        }
        var others = database
        others.onConnect = { connection in
            try check(connection)
            try StoreWriter.greetBeside(connection)
        }
        lanes =
            [PostgresThread(first, name: "store")]
            + (1..<Self.count).map { PostgresThread(others, name: "store ahead \($0)") }
    }

    /// While one commits, which is waiting mostly, two have rows to copy: a tenth more than with two lanes in minutes in which
    /// the machine was slow, no difference in others.
    static let count = 3

    /// The lane of whatever there is.
    static let first = 0

    subscript(lane: Int) -> PostgresThread { lanes[lane] }

    /// When the thread last turned that did so least recently.
    var lastTurn: UInt64 { lanes.map(\.lastTurn).min() ?? 0 }

    func stop() { for lane in lanes { lane.stop() } }
}
