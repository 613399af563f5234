import ArgumentParser
import GroundswellClient
import Presentation
import Wire

/// `groundswell doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Looks for what is likely to be wrong with an installation, and names what mends it.",
        discussion: """
            Looks at the settings, the secrets, the sockets, the services, the database's schema, roles and settings, the room \
            on its disk, and the clocks. Changes nothing. What this user may not see is said and left out.

            Exit codes: 0 nothing found, 1 something found.

            Example:
              groundswell doctor
            """)

    @OptionGroup var sockets: SocketOptions
    @OptionGroup var options: DatabaseOptions

    @Option(help: ArgumentHelp("The folder of the services' programs.", valueName: "dir"))
    var programs = "/usr/libexec/groundswell"

    @Option(help: ArgumentHelp("The folder of the services' settings.", valueName: "dir"))
    var settings = "/etc/groundswell"

    @Option(help: ArgumentHelp("The folder of the secrets.", valueName: "dir"))
    var secrets = "/etc/credstore"

    @Option(help: ArgumentHelp("A folder on the disk that the database stands on.", valueName: "dir"))
    var data = "/var/lib/postgresql"

    @Option(help: ArgumentHelp("The least part of that disk that should be free, in percent.", valueName: "percent"))
    var free = 10

    @Flag(help: "Print one JSON array.")
    var json = false

    func run() async throws {
        var report = DoctorReport()
        SettingsCheck.run(programs: programs, settings: settings, &report)
        SecretsCheck.run(folder: secrets, &report)
        DiskCheck.run(data, percent: free, &report)
        let status = await SocketsCheck.run(sockets.folder, &report)
        if let status { ServicesCheck.run(status, &report) }
        // Last: root becomes the database's owner for it.
        try? options.becomeOwner()
        StoreCheck.run(options, &report)
        if json {
            Console.print(report.json.jsonText)
        } else {
            for line in report.lines { Console.print(line) }
        }
        if !report.findings.isEmpty { throw ToolExit.failed }
    }
}

/// What was found. Pure.
struct DoctorReport {
    struct Finding {
        /// Stable, for scripts.
        var code: String
        var problem: String
        /// What mends it.
        var fix: String
    }

    var findings: [Finding] = []
    /// What could not be looked at.
    var unseen: [String] = []
    /// How many things were found in order.
    var sound = 0

    mutating func found(_ code: String, _ problem: String, fix: String) {
        findings.append(Finding(code: code, problem: Plain.line(problem), fix: fix))
    }

    var lines: [String] {
        let problems = findings.flatMap { ["! \($0.problem)", "    \($0.fix)"] }
        let rest = unseen.map { "? not looked at: \($0)" }
        let end =
            findings.isEmpty
            ? "nothing wrong was found (\(sound) things looked at)"
            : "\(findings.count) found, \(sound) in order"
        return problems + rest + [end]
    }

    var json: JSONValue {
        .array(
            findings.map { ["code": .string($0.code), "problem": .string($0.problem), "fix": .string($0.fix)] })
    }
}
