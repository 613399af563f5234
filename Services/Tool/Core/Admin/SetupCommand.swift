import ArgumentParser
import Postgres
import StoreSchema

/// `groundswell admin setup`.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Makes the database, its roles and its schema; changes nothing where they are.",
        discussion: """
            Run as root or as user postgres on the machine of the server. Roles have the names of the system users that the \
            package makes, so peer authentication lets them in and no password exists. Each service's role may do what its \
            service does and nothing else.

            Example:
              groundswell admin setup
            """)

    @Option(help: ArgumentHelp("How a superuser connects to any database of the server.", valueName: "conninfo"))
    var server = "dbname=postgres"

    @Option(help: ArgumentHelp("The database to make.", valueName: "dbname"))
    var name = "groundswell"

    func validate() throws {
        guard (1...63).contains(name.utf8.count), name.utf8.allSatisfy({ $0 > 32 && $0 != 39 && $0 != 92 }) else {
            throw ValidationError("--name is 1 to 63 characters without blanks, quotes and backslashes")
        }
    }

    func run() throws {
        let who = Operator.name
        try Operator.become("postgres", for: server)
        var options = DatabaseOptions()
        options.database = server
        var done = try options.connected { try Setup.prepareServer($0, database: name) }
        options.database = try DatabaseOptions.other(server, name)
        done += try options.connected { try Setup.prepareDatabase($0) }
        if !done.isEmpty { try options.note(who, "setup", done.joined(separator: ", ")) }
        for sentence in done { Console.print(sentence) }
        Console.print(done.isEmpty ? "all is there already" : "the store is ready")
    }
}
