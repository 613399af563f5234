import ArgumentParser
import Glibc
import GroundswellClient
import Wire

/// `groundswell openness FILE.yml... [--json]` and `groundswell openness MODEL`.
struct OpennessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openness",
        abstract: "Judges Model Openness Framework files on the spot, or shows what is known of a model's openness.",
        discussion: """
            FILE: a Model Openness Framework YAML file. It is judged here, without any service, so that a release \
            pipeline can gate on it. With --json, one line is printed for each file: \
            {"file","name","mof":{"class","progress","missing","invalid","unlicensed","warnings"},"osaid","g7","axes"}; \
            components are the framework's numbers, ascending. What was not taken is told on standard error with file, \
            line and path, the other files go on, and the exit code is 3.

            MODEL: a model's id. The gateway is asked (openness.explain), and the ladder is printed: every framework's \
            verdict, what is there, what is missing, and the cheapest next step.

            What exists as a file, or ends in .yml or .yaml, is a FILE.

            Examples:
              groundswell openness release.yml
              groundswell openness models/*.yml --json
              groundswell openness allenai/OLMo-2-1124-7B
            """)

    @Argument(help: ArgumentHelp("Files, or one model's id.", valueName: "file-or-model"))
    var subjects: [String]

    @Flag(help: "Print JSON: a line for each file, or the gateway's result.")
    var json = false

    @Option(help: ArgumentHelp("Of a model: the valid time, a date or RFC 3339 time (UTC).", valueName: "time"))
    var asOf: String?

    @Option(help: ArgumentHelp("Of a model: the recorded time, a batch number.", valueName: "batch"))
    var knownAt: Int64?

    @OptionGroup var sockets: SocketOptions

    func run() async throws {
        let files = subjects.filter(Self.isFile)
        if files.isEmpty {
            guard subjects.count == 1 else {
                throw ToolError.usage("one MODEL at a time, or any number of files", command: "openness")
            }
            return try await explain(subjects[0])
        }
        guard files.count == subjects.count else {
            let other = subjects.first { !Self.isFile($0) } ?? ""
            throw ToolError.usage(
                "'\(other)' is no file: name files only, or one MODEL alone", command: "openness")
        }
        guard asOf == nil, knownAt == nil else {
            throw ToolError.usage(
                "--as-of and --known-at are of a MODEL; a file says what it says", command: "openness")
        }
        try judge(files)
    }

    private func judge(_ files: [String]) throws {
        var rejected = 0
        for (place, path) in files.enumerated() {
            let judgement = JudgedFile(path)
            for reject in judgement.rejects {
                Console.note(json ? reject.json.jsonText : reject.sentence)
            }
            rejected += judgement.rejects.count
            guard let release = judgement.release else { continue }
            if json {
                Console.print(release.json(file: path).jsonText)
            } else {
                let lines = release.lines(file: path, width: Terminal.width)
                Console.print((place > 0 ? [""] : []).appending(lines).joined(separator: "\n"))
            }
        }
        if rejected > 0 { throw ToolExit.doneWithRejects }
    }

    private func explain(_ model: String) async throws {
        var parameters: [JSONValue.Member] = [.init("id", .string(model))]
        if let asOf { parameters.append(.init("asOf", .string(asOf))) }
        if let knownAt { parameters.append(.init("knownAt", .integer(knownAt))) }
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: sockets.folder)
            let answer = try await gateway.call("openness.explain", .object(parameters))
            await gateway.close()
            Console.print(
                json
                    ? answer.bytes
                    : Array(LadderView.lines(answer.value, width: Terminal.width ?? 100).joined(separator: "\n").utf8))
        } catch {
            throw AskCommand.told(error, isJSON: json)
        }
    }

    /// Whether a word means a file: by its ending, or because there is one.
    static func isFile(_ word: String) -> Bool {
        if word.hasSuffix(".yml") || word.hasSuffix(".yaml") { return true }
        var status = stat()
        return stat(word, &status) == 0
    }
}

extension [String] {
    fileprivate func appending(_ more: [String]) -> [String] { self + more }
}
