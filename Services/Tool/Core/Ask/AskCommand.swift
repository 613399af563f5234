import ArgumentParser
import GroundswellClient
import Presentation
import Wire

/// `groundswell ask METHOD [--params JSON | --KEY VALUE...]`.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Asks the gateway one question.",
        usage:
            "groundswell ask METHOD [--params JSON | --KEY VALUE...] [--timeout MS] [--json | --csv] [--sockets DIR]",
        discussion: """
            Parameters are given by name, typed as the method defines them: --relations finetune,merge makes a list. \
            With --json the result alone is printed, as the gateway sent it, in one line; an error object goes to \
            standard error. With --csv the value is printed as comma-separated values with a header line. 'groundswell ask METHOD --help' shows a method's parameters.

            Methods:
            \(MethodHelp.list())

            Examples:
              groundswell ask leaderboard --measure netLikes --country CN --limit 5
              groundswell ask dependence --of US --relations finetune,merge --scope crossOrganization
              groundswell ask model.get --params '{"id":"deepseek-ai/DeepSeek-R1"}' --json
            """)

    @Argument(parsing: .captureForPassthrough, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try AskArguments.parse(words)
        guard !arguments.wantsHelp, let method = arguments.method else { return try help(arguments.method) }
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: SocketFolder.find(arguments.sockets))
            let answer = try await gateway.call(
                method, arguments.parameters, timeout: arguments.timeoutMs.map { .milliseconds($0) })
            await gateway.close()
            if arguments.isJSON { return Console.print(answer.bytes) }
            if arguments.isCSV { return Console.print(CSVText.text(answer.value)) }
            let lines = AnswerView.lines(answer.value, width: Terminal.width)
            Console.print((Terminal.hasColors ? Paint.answer(lines) : lines).joined(separator: "\n"))
        } catch {
            throw Self.told(error, isJSON: arguments.isJSON)
        }
    }

    /// Says what went wrong, as a sentence or as an error object.
    static func told(_ error: ClientError, isJSON: Bool) -> ToolExit {
        if isJSON {
            Console.note(object(error).jsonText)
        } else {
            Console.complain(ToolError.sentence(error))
        }
        return .failed
    }

    /// The service's error object; of what went wrong on this side, one of the same shape.
    static func object(_ error: ClientError) -> JSONValue {
        if case .answered(let answered) = error { return answered.json }
        return [
            "code": -32099, "message": .string(ToolError.sentence(error)), "data": ["code": .string(error.code)],
        ]
    }

    private func help(_ method: String?) throws {
        guard let method else { return Console.print(GroundswellCommand.helpMessage(for: AskCommand.self)) }
        guard let definition = MethodRegistry.gateway[method] else {
            let nearest = NearestName.find(method, among: MethodRegistry.gateway.methods.map(\.name)).first
            throw ToolError.usage(
                "there is no method '\(method)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), command: "ask")
        }
        Console.print(MethodHelp.text(definition, width: min(Terminal.width ?? 100, 100)))
    }
}
