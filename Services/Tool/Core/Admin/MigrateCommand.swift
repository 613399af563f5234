import ArgumentParser
import StoreSchema

/// `groundswell admin migrate`.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the store's schema and roles up to date; changes nothing where they are.",
        discussion: """
            Run with the role that owns the database and may create roles. One migration at a time, forward only, each in \
            a transaction of its own.

            Example:
              groundswell admin migrate --database "host=/run/postgresql dbname=groundswell user=postgres"
            """)

    @OptionGroup var options: DatabaseOptions

    func run() throws {
        let who = Operator.name
        try options.becomeOwner()
        let (now, all) = try options.connected { connection in
            let now = try Migrator.migrate(connection)
            return (now, try Migrator.status(connection).applied)
        }
        if !now.isEmpty {
            try options.note(who, "migrate", now.map { "\($0.number) \($0.name)" }.joined(separator: ", "))
        }
        for migration in now { Console.print("applied \(migration.number) \(migration.name)") }
        let version = all.last.map { "\($0.number)" } ?? "none"
        Console.print(now.isEmpty ? "schema \(version), nothing to apply" : "schema \(version)")
    }
}
