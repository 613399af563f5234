import ArgumentParser
import Glibc
import Postgres
import Presentation
import StoreSchema

/// `groundswell admin backup`.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes the store to a file, while the services go on.",
        discussion: """
            One consistent state, by pg_dump, with a description beside it (FILE.json) of what it holds, taken from the same \
            state: 'restore' and 'verify --against' compare with it. The file has its name only when it is whole.

            Example:
              groundswell admin backup /var/backups/groundswell/monday.dump
            """)

    @Argument(help: ArgumentHelp("The file to write; it must not exist.", valueName: "file"))
    var file: String

    @OptionGroup var options: DatabaseOptions

    func run() throws {
        let file = try Self.absolute(file)
        guard access(file, F_OK) != 0 else {
            throw ToolError.failed("'\(file)' exists: a backup is never written over")
        }
        let who = Operator.name
        try options.becomeOwner()
        let unfinished = file + ".part"
        let output = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else {
            throw ToolError.failed("cannot write '\(unfinished)': \(String(cString: strerror(errno)))")
        }
        defer { close(output) }
        do {
            let (print, schema) = try options.connected { connection in
                try connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
                    let wrong = try Conservation.violations(connection)
                    guard wrong.isEmpty else {
                        throw ToolError.failed("the store is not sound, so it is not backed up: \(wrong[0])")
                    }
                    let snapshot = try connection.queryFirst("SELECT pg_export_snapshot()") { try $0.text(0) } ?? ""
                    // Both read the one state; the connection keeps it until the dump is whole.
                    try PostgresProgram.run(
                        [
                            "pg_dump", "--dbname=\(options.database)", "--format=custom", "--snapshot=\(snapshot)",
                            "--lock-wait-timeout=30000",
                        ], output: output)
                    return (
                        try Conservation.fingerprint(connection),
                        try Migrator.status(connection).applied.last?.number ?? 0
                    )
                }
            }
            guard fsync(output) == 0 else {
                throw ToolError.failed("cannot write '\(unfinished)': \(String(cString: strerror(errno)))")
            }
            try OutputFile.write(
                BackupManifest.json(print, schema: schema).jsonText + "\n", to: BackupManifest.path(file))
            guard rename(unfinished, file) == 0 else {
                throw ToolError.failed("cannot name '\(file)': \(String(cString: strerror(errno)))")
            }
            try options.note(who, "backup", "\(file), up to batch \(print.lastBatch)")
            let rows = print.tables.reduce(0) { $0 + $1.rows }
            Console.print("\(file): up to batch \(print.lastBatch), \(Quantity.whole(rows)) rows")
        } catch {
            unlink(unfinished)
            throw error
        }
    }

    /// The program leaves its folder when it becomes another user.
    static func absolute(_ path: String) throws(ToolError) -> String {
        if path.hasPrefix("/") { return path }
        guard let folder = getcwd(nil, 0) else { throw .failed("there is no current folder: name an absolute path") }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
