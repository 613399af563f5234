import ArgumentParser
import Domain
import Postgres
import Presentation
import StoreSchema
import Wire

/// `groundswell admin status`.
struct StoreStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows the store's schema, roles and batches; changes nothing.",
        discussion: """
            Example:
              groundswell admin status --database "dbname=groundswell" --json
            """)

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func run() throws {
        try options.becomeOwner()
        let store = try options.connected { try StoreState($0) }
        if json {
            Console.print(store.json.jsonText)
        } else {
            Console.print(ValueView.lines(store.json, width: Terminal.width).joined(separator: "\n"))
        }
    }
}

/// What an operator wants to know of a store.
struct StoreState {
    var schema: Migrator.Status
    /// The services' roles that exist.
    var roles: [String]
    /// The last batch; nil: none yet, or no schema.
    var lastBatch: Int64?
    var batches: Int64 = 0
    var streams: Int64 = 0
    var committedAt: Timestamp?

    init(_ connection: Connection) throws {
        schema = try Migrator.status(connection)
        roles = try connection.query(
            "SELECT rolname::text FROM pg_roles WHERE rolname ~ '^groundswell_' ORDER BY rolname"
        ) { try $0.text(0) }
        guard !schema.applied.isEmpty else { return }
        let ledger = try connection.queryFirst(
            "SELECT count(*), max(number), max(committed_at), (SELECT count(*) FROM groundswell.stream) "
                + "FROM groundswell.batch"
        ) { row in
            (try row.int8(0), try row.int8OrNil(1), try row.timestampOrNil(2), try row.int8(3))
        }
        guard let ledger else { return }
        (batches, lastBatch, streams) = (ledger.0, ledger.1, ledger.3)
        committedAt = ledger.2.map { Timestamp(microseconds: $0) }
    }

    var json: JSONValue {
        [
            "schema": schema.applied.last.map { .integer(Int64($0.number)) } ?? .null,
            "applied": .array(
                schema.applied.map {
                    [
                        "number": .integer(Int64($0.number)), "name": .string($0.name),
                        "at": .string(Timestamp(microseconds: $0.appliedAt).description),
                    ]
                }),
            "pending": .array(
                schema.pending.map { ["number": .integer(Int64($0.number)), "name": .string($0.name)] }),
            "roles": .array(roles.map { .string($0) }), "batches": .integer(batches),
            "lastBatch": lastBatch.map { .integer($0) } ?? .null,
            "committedAt": committedAt.map { .string($0.description) } ?? .null, "streams": .integer(streams),
        ]
    }
}
