import ArgumentParser
import GroundswellClient
import Sources
import Wire

/// `groundswell curate [FILE]`: which organisations to review first, and the reviewed ones back.
struct CurateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "curate",
        abstract: "Lists organizations nobody has reviewed, by what hangs on them, and takes the reviewed ones back.",
        usage: "groundswell curate [--csv] [--limit N] [--country unreviewed|unknown] | groundswell curate FILE",
        discussion: """
            Without a file, the organizations are listed whose country nobody has looked for, those first on which the \
            most adoption hangs: the net likes of their models and of the models built directly on them.

            With --csv the list is a sheet to fill in: country (an ISO 3166-1 code or name, EU, other, unknown), kind, \
            parent, aliases (separated by ;), name, evidence, at (when it was reviewed). Rows left empty are skipped. \
            Whoever fills in a row says in 'evidence' where that can be checked. The rule for the country: the primary \
            base of the organization that publishes, never that of a base model, a collaborator or an uploader.

            With a file (or - for standard input) the sheet is sent, as the source 'curated', which only \
            administrators may speak for. What was not taken is told as FILE:LINE:COLUMN: code: message, and the exit \
            code is 3.

            Examples:
              groundswell curate --csv --limit 100 > sheet.csv
              groundswell curate sheet.csv
            """)

    @Argument(help: ArgumentHelp("The sheet, filled in.", valueName: "file"))
    var file: String?

    @Flag(help: "Print the list as a sheet to fill in.")
    var csv = false

    @Flag(help: "Print the answer, or the tallies, as one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("How many organizations to list.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("List those of this country: unreviewed, unknown, or any other.", valueName: "country"))
    var country: String?

    @Option(help: ArgumentHelp("When a sheet without the column 'at' was reviewed (UTC).", valueName: "time"))
    var at: String?

    @OptionGroup var sockets: SocketOptions

    func validate() throws {
        if file != nil, csv || limit != nil || country != nil {
            throw ValidationError("--csv, --limit and --country belong to the list, a file is sent: choose one")
        }
        if file == nil, at != nil { throw ValidationError("--at belongs to a file: when it was reviewed") }
        guard !(csv && json) else { throw ValidationError("--csv and --json are two ways to print: choose one") }
        if let limit, !(1...10_000).contains(limit) { throw ValidationError("--limit is from 1 to 10000") }
    }

    func run() async throws {
        guard let file else { return try await list() }
        let plan = try ImportPlan(
            format: OrganizationsAdapter.format, files: [file], at: at, source: nil, series: nil, kind: nil)
        let run = ImportRun(folder: sockets.folder, patience: .seconds(60), progress: ImportProgress(.auto))
        try await run.told(try plan.open().files, isJSON: json)
    }

    private func list() async throws {
        let parameters: JSONValue = [
            "country": .string(country ?? "unreviewed"), "limit": .integer(Int64(limit ?? 20)),
        ]
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: sockets.folder)
            let answer = try await gateway.call("organization.list", parameters, timeout: nil)
            await gateway.close()
            if json { return Console.print(answer.bytes) }
            let lines = csv ? CurationSheet.lines(answer.value) : AnswerView.lines(answer.value, width: Terminal.width)
            Console.print(lines.joined(separator: "\n"))
        } catch { throw AskCommand.told(error, isJSON: json) }
    }
}
