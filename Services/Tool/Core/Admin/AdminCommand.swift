import ArgumentParser
import Glibc
import Postgres
import StoreSchema

/// `groundswell admin`: what an operator does to the store, with the owner's role.
struct AdminCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin",
        abstract: "Looks after the store: its schema and roles, backups, what is kept.",
        discussion: """
            The only commands that reach the database; everything else is a client of the sockets.

            Examples:
              groundswell admin setup
              groundswell admin backup /var/backups/groundswell/monday.dump
              groundswell admin migrate --database "host=/run/postgresql dbname=groundswell"
              groundswell admin status --database "dbname=groundswell" --json
            """,
        subcommands: [
            MigrateCommand.self,
            StoreStatusCommand.self,
            SetupCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            VerifyCommand.self,
            RetentionCommand.self,
            PruneCommand.self,
            EraseCommand.self,
            ActsCommand.self,
        ])
}

/// Which database.
struct DatabaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A libpq connection string or URI.", valueName: "conninfo"))
    var database = "dbname=groundswell"

    /// For root, without a user in the connection string: the database's owner, where the package made that user.
    func becomeOwner() throws(ToolError) {
        if getpwnam(Setup.owner) != nil { try Operator.become(Setup.owner, for: database) }
    }

    /// The same server, another database.
    static func other(_ conninfo: String, _ name: String) throws(ToolError) -> String {
        guard !conninfo.contains("://") else {
            throw .usage("--server is a list of key=value here, not a URI", command: "admin")
        }
        // The last value of a key holds.
        return conninfo + " dbname='\(name)'"
    }

    /// Runs work on a connection; whatever fails becomes one sentence.
    func connected<Result>(_ work: (Connection) throws -> Result) throws -> Result {
        do {
            let connection = try Connection(
                ConnectionConfiguration(
                    conninfo: database, applicationName: "groundswell-admin", operationTimeout: .seconds(600)))
            defer { connection.close() }
            return try work(connection)
        } catch let error as PostgresError {
            // Nobody tries again here, so when the next attempt would be made is of no interest.
            if case .connectionFailed(let reason, _) = error {
                throw ToolError.failed(
                    "cannot connect to the database: \(reason); start it, or name another with --database")
            }
            throw ToolError.failed("\(error)")
        } catch let error as ToolError {
            throw error
        } catch let error as SchemaError {
            throw ToolError.failed("\(error)")
        }
    }

    /// Notes in the store what this user did to it.
    func note(_ who: String, _ what: String, _ detail: String) throws {
        try connected { try Act.note($0, who: who, what: what, detail: detail) }
    }
}
