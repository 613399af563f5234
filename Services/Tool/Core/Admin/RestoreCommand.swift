import ArgumentParser
import Glibc
import Postgres
import StoreSchema

/// `groundswell admin restore`.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Makes a new database of a backup, and checks that it holds what the backup held.",
        discussion: """
            The database must not exist: nothing is ever written over. To put it in the place of another, stop the services, \
            rename the databases, and start them; ingest tells its producers from where to send again.

            Examples:
              groundswell admin restore /var/backups/groundswell/monday.dump --name groundswell_monday
              groundswell admin restore monday.dump --name groundswell
            """)

    @Argument(help: ArgumentHelp("A file that 'backup' wrote.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The database to make.", valueName: "dbname"))
    var name: String

    @Option(help: ArgumentHelp("How a superuser connects to any database of the server.", valueName: "conninfo"))
    var server = "dbname=postgres"

    func run() throws {
        let who = Operator.name
        let meant = try BackupManifest.read(file)
        let newest = Migration.all.last?.number ?? 0
        if let schema = try BackupManifest.schema(file), schema > newest {
            throw ToolError.failed(
                "'\(file)' was written by a newer groundswell: its schema is \(schema), this one knows \(newest). Restore it "
                    + "with that version or a newer one")
        }
        // Opened before root becomes somebody who may not.
        let input = open(file, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw ToolError.failed("cannot read '\(file)': \(String(cString: strerror(errno)))") }
        defer { close(input) }
        try Operator.become("postgres", for: server)
        var options = DatabaseOptions()
        options.database = server
        try options.connected { connection in
            let exists = try connection.queryFirst(
                "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", [.text(name)]
            ) { try $0.bool(0) }
            guard exists == false else {
                throw ToolError.failed(
                    "the database '\(name)' exists: restore under another --name, or rename it first")
            }
            _ = try Setup.prepareServer(connection, database: name)
        }
        options.database = try DatabaseOptions.other(server, name)
        do {
            try PostgresProgram.run(
                ["pg_restore", "--dbname=\(options.database)", "--exit-on-error", "--single-transaction"], input: input)
        } catch {
            // One transaction: nothing came. The database is ours and empty, and would be in the way of the next attempt.
            options.database = server
            try options.connected { connection in
                let quoted = try connection.queryFirst("SELECT quote_ident($1)", [.text(name)]) { try $0.text(0) } ?? ""
                try connection.execute("DROP DATABASE \(quoted)")
            }
            throw ToolError.failed("'\(file)' cannot be restored: it is damaged or no backup; nothing was changed")
        }
        let wrong = try options.connected { connection in
            _ = try Setup.prepareDatabase(connection)
            return try VerifyCommand.check(connection, meant)
        }
        for sentence in wrong { Console.note(sentence) }
        guard wrong.isEmpty else { throw ToolError.failed("the database '\(name)' does not hold what the backup held") }
        try options.note(who, "restore", "of \(file), up to batch \(meant.lastBatch)")
        Console.print("the database '\(name)' holds all of the backup, up to batch \(meant.lastBatch)")
    }
}
