import Postgres
import StoreInbox

/// Two database threads with a session each. The first one's session holds the lock of the one ingest and writes whatever
/// there is; while a batch is written on one, the rows of the next are copied on the other, if they need nothing else.
struct CommitLanes: Sendable {
    private let lanes: [PostgresThread]

    init(_ database: ConnectionConfiguration, _ work: CommitWork) {
        let check = database.onConnect
        var first = database
        first.onConnect = { connection in
            try check(connection)
            try work.greet(connection)
        }
        var second = database
        second.onConnect = { connection in
            try check(connection)
            try StoreWriter.greetBeside(connection)
        }
        lanes = [PostgresThread(first, name: "store"), PostgresThread(second, name: "store ahead")]
    }

    /// The lane of whatever there is.
    static let first = 0

    /// Beside this one.
    static func other(_ lane: Int) -> Int { 1 - lane }

    subscript(lane: Int) -> PostgresThread { lanes[lane] }

    /// When the thread last turned that did so least recently.
    var lastTurn: UInt64 { lanes.map(\.lastTurn).min() ?? 0 }

    func stop() { for lane in lanes { lane.stop() } }
}
