import ArgumentParser
import Domain
import GroundswellClient
import Presentation
import Sources
import Wire

/// `groundswell import FORMAT FILE...`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads files of other formats and sends what they say to the ingest service.",
        usage: "groundswell import FORMAT FILE... [--at TIME] [--source NAME] [--series NAME --kind KIND] [--json]",
        discussion: """
            Formats:
            \(formats)

            The format 'auto' (or --format auto) tells each file's format by its content. A file that is compressed \
            with gzip is read as it is, '-' is standard input, and a folder is walked: what lies in it and is of \
            another format is left out, and told.

            Importing a file twice stores it once, and an import that was interrupted goes on where it was when it is \
            run again: its stream is named by the file's content, the format, --source, --at and the version of the \
            format's reader. What was not taken is told on standard error as FILE:LINE:COLUMN: code: message (field), and the \
            exit code is 3. A terminal is told the first ten entries of a kind and how many more could not be read; a file \
            or a pipe all of them.

            With --json, one object is printed: {"lines","stored","duplicate","rejected","files":[...]}. Lines are the \
            records that were made and the entries no record could be made of; stored, duplicate and rejected add up \
            to them. Lines stored by an earlier run count as duplicates.

            Examples:
              groundswell import huggingface listing.ndjson --at 2026-05-04T04:10:37Z
              groundswell import series pulls.csv --series pulls --kind counter
              groundswell import mteb models.ndjson --at 2026-05-04 --print > records.ndjson
              curl -s URL | groundswell import auto - --at 2026-05-04
            """)

    @Argument(
        help: ArgumentHelp(
            "What the files are, one of the formats above or 'auto'; the files.", valueName: "format file"),
        completion: .list(Self.formatWords))
    var words: [String] = []

    private static let formatWords = Adapters.all.map { $0.format } + ["auto"]

    @Option(
        help: ArgumentHelp("What the files are, instead of the first word.", valueName: "format"),
        completion: .list(Self.formatWords))
    var format: String?

    @Option(help: ArgumentHelp("When the data was seen, a date or RFC 3339 time (UTC).", valueName: "time"))
    var at: String?

    @Option(
        help: ArgumentHelp("The source the records shall name, where it is not the format's own.", valueName: "name"))
    var source: String?

    @Option(help: ArgumentHelp("Of the format 'series': which series the values are.", valueName: "name"))
    var series: String?

    @Option(
        help: ArgumentHelp("Of the format 'series': counter or gauge.", valueName: "kind"),
        completion: .list(["counter", "gauge"]))
    var kind: String?

    @Flag(help: "Print the records as lines instead of sending them.")
    var print = false

    @Flag(help: "Print the tallies as one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("How progress is shown: auto, plain or none.", valueName: "how"))
    var progress = ProgressStyle.auto

    @Option(help: ArgumentHelp("How long to go on without any progress of the service.", valueName: "seconds"))
    var patience = 60.0

    @OptionGroup var sockets: SocketOptions

    func validate() throws {
        guard format != nil || !words.isEmpty else {
            throw ValidationError("say what format: groundswell import FORMAT FILE..., or 'auto'")
        }
        guard words.count > (format == nil ? 1 : 0) else { throw ValidationError("say which file, or '-'") }
        guard patience.isFinite, patience > 0, patience <= 86_400 else {
            throw ValidationError("--patience is in seconds, more than 0 and at most 86400")
        }
        guard !(print && json) else { throw ValidationError("--print prints records and --json tallies: choose one") }
    }

    func run() async throws {
        let plan = try ImportPlan(
            format: format ?? words[0], files: Array(words.dropFirst(format == nil ? 1 : 0)), at: at, source: source,
            series: series, kind: kind)
        if let note = plan.note { Console.note(note) }
        let opened = try plan.open()
        for sentence in opened.skipped { Console.note(Plain.line(sentence)) }
        let sources = opened.files
        if print { return try printed(sources) }
        let run = ImportRun(
            folder: sockets.folder, patience: .seconds(patience), progress: ImportProgress(progress))
        try await run.told(sources, isJSON: json)
    }

    private func printed(_ sources: [SourceFile]) throws {
        var rejected = 0
        for file in sources {
            var reading = try Reading(file)
            var rejects = ToldRejects(file.path)
            var fault: ToolError?
            var more = true
            while more {
                // What stands before a fault is printed as it would be sent.
                do throws(ToolError) { more = try reading.next() } catch { (fault, more) = (error, false) }
                for reject in reading.rejects where rejects.isTold(reject.code.rawValue) { Console.note(reject.told) }
                Console.write(reading.lines)
            }
            for sentence in rejects.rest { Console.note(sentence) }
            for note in reading.notes { Console.note(note.told(file.path)) }
            if let fault { throw fault }
            rejected += reading.rejected
        }
        if rejected > 0 { throw ToolExit.doneWithRejects }
    }

    private static var formats: String {
        let width = Adapters.all.reduce(0) { max($0, $1.format.count) }
        return Adapters.all.map { "  \(DisplayWidth.pad($0.format, to: width))  \($0.summary)" }.joined(separator: "\n")
    }
}
