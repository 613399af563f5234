import ArgumentParser
import Postgres
import StoreSchema
import Wire

/// `groundswell admin verify`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks that the store holds everything that was acked, once; changes nothing.",
        discussion: """
            The ledger must have no gap, every batch as many rows as it was committed with, no name two ids, and no stream may \
            be further than the ledger. With --against, content is compared with what a backup had, table by table. Reads the \
            store whole.

            Examples:
              groundswell admin verify
              groundswell admin verify --database "dbname=restored" --against /var/backups/groundswell/monday.dump
            """)

    @Option(help: ArgumentHelp("A backup whose content must be here.", valueName: "file"))
    var against: String?

    @OptionGroup var options: DatabaseOptions

    func run() throws {
        let meant = try against.map { try BackupManifest.read($0) }
        try options.becomeOwner()
        let wrong = try options.connected { try Self.check($0, meant) }
        for sentence in wrong { Console.note(sentence) }
        guard wrong.isEmpty else { throw ToolError.failed("the store does not hold what it should") }
        Console.print("all that was acked is there, once")
    }

    /// In one state of the store.
    static func check(_ connection: Connection, _ meant: Conservation.Fingerprint?) throws -> [String] {
        try connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            var wrong = try Conservation.violations(connection)
            if let meant { wrong += Conservation.differences(meant, try Conservation.fingerprint(connection)) }
            return wrong
        }
    }
}
