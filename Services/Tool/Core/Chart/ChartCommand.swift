import ArgumentParser
import GroundswellClient
import Presentation
import Wire

/// `groundswell chart METHOD [--KEY VALUE...] [--output FILE.svg]`.
struct ChartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart",
        abstract: "Draws an answer as SVG or PNG: a series, a matrix, a ladder or a list.",
        usage: "groundswell chart METHOD [--params JSON | --KEY VALUE...] [--output FILE.svg|FILE.png] [--sockets DIR]",
        discussion: """
            METHOD and its parameters are those of 'groundswell ask'. The drawing has axes, a legend, and a title and \
            description for screen readers; it says what was counted and what is left out. Without --output it goes to \
            standard output. FILE.png is drawn by rsvg-convert, where that is installed.

            Examples:
              groundswell chart model.timeline --id deepseek-ai/DeepSeek-R1 --output likes.svg
              groundswell chart dependence.matrix --scope foreign > matrix.svg
              groundswell chart openness.explain --id allenai/OLMo-7B --output ladder.svg
            """)

    @Argument(parsing: .captureForPassthrough, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let (words, output) = try OutputOption.take(from: words, command: "chart")
        let arguments = try AskArguments.parse(words)
        guard !arguments.wantsHelp, let name = arguments.method else {
            return Console.print(GroundswellCommand.helpMessage(for: ChartCommand.self))
        }
        guard !arguments.isJSON, !arguments.isCSV else {
            throw ToolError.usage("a chart is SVG; 'ask' has --json and --csv", command: "chart")
        }
        // Said before anything is asked.
        let converter = try output.map { $0.hasSuffix(".png") ? try PNGFile.needed() : nil } ?? nil
        let answer: JSONValue
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: SocketFolder.find(arguments.sockets))
            answer = try await gateway.call(
                name, arguments.parameters, timeout: arguments.timeoutMs.map { .milliseconds($0) }
            ).value
            await gateway.close()
        } catch { throw ToolError(error) }
        guard let method = MethodRegistry.gateway[name], let chart = Chart(answer, method: method) else {
            let why = answer["reason"]?.text ?? "it is neither a series nor a matrix, ladder or list with entries"
            throw ToolError.failed("the answer cannot be drawn: \(Plain.line(why))")
        }
        guard let output else { return Console.print(chart.svg()) }
        if let converter { return try PNGFile.write(chart.svg(), to: output, by: converter) }
        try OutputFile.write(chart.svg(), to: output)
    }
}

/// `--output FILE` or `-o FILE` among words that are passed on.
enum OutputOption {
    static func take(from words: [String], command: String) throws(ToolError) -> (rest: [String], output: String?) {
        var rest: [String] = []
        var output: String?
        var left = words[...]
        while let word = left.popFirst() {
            if word == "--output" || word == "-o" {
                guard let file = left.popFirst() else { throw .usage("\(word) needs a file", command: command) }
                output = file
            } else if word.hasPrefix("--output=") {
                output = String(word.dropFirst("--output=".count))
            } else {
                rest.append(word)
            }
        }
        return (rest, output)
    }
}
