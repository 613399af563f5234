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
        let meant = try BackupManifest.read(file)
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
        try PostgresProgram.run(
            ["pg_restore", "--dbname=\(options.database)", "--exit-on-error", "--single-transaction"], input: input)
        let wrong = try options.connected { connection in
            _ = try Setup.prepareDatabase(connection)
            return try VerifyCommand.check(connection, meant)
        }
        for sentence in wrong { Console.note(sentence) }
        guard wrong.isEmpty else { throw ToolError.failed("the database '\(name)' does not hold what the backup held") }
        Console.print("the database '\(name)' holds all of the backup, up to batch \(meant.lastBatch)")
    }
}
