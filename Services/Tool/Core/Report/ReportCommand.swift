import ArgumentParser
import GroundswellClient
import Wire

/// `groundswell report country|organization|model ID -o FILE.html`.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes one HTML page about a country, an organization or a model.",
        discussion: """
            The page holds everything it needs and runs no scripts. Every figure stands with what was counted, its \
            coverage, its definition and the command that asks it again; what cannot be answered says why.

            Examples:
              groundswell report country CN --output cn.html
              groundswell report model deepseek-ai/DeepSeek-R1 -o r1.html
            """)

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case country, organization, model
    }

    @Argument(help: "What the report is about.")
    var kind: Kind

    @Argument(help: ArgumentHelp("A country's code, or an organization's or a model's id.", valueName: "id"))
    var id: String

    @Option(name: [.short, .long], help: ArgumentHelp("The file; standard output without it.", valueName: "file"))
    var output: String?

    @OptionGroup var sockets: SocketOptions

    func run() async throws {
        let subject = ReportPlan.Subject(rawValue: kind.rawValue) ?? .model
        var page = ReportPage(title: "\(kind.rawValue): \(id)", sections: [])
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: sockets.folder)
            // All sections are about one state of knowledge, whatever comes in meanwhile.
            let batch = try await gateway.call("status").value["epochBatch"] ?? .null
            for question in ReportPlan.questions(subject, id).map({ $0.known(at: batch) }) {
                page.sections.append(try await Self.section(question, gateway))
            }
            await gateway.close()
        } catch { throw ToolError(error) }
        guard let output else { return Console.print(page.html()) }
        try OutputFile.write(page.html(), to: output)
    }

    /// A question that finds nothing of its kind leaves its place in the page; a subject nobody knows ends it all.
    private static func section(
        _ question: ReportPlan.Question, _ gateway: GatewayClient
    ) async throws(ClientError) -> ReportPage.Section {
        do throws(ClientError) {
            let answer = try await gateway.call(question.method.name, question.parameters, timeout: .seconds(60)).value
            return .init(question: question, answer: .success(answer))
        } catch {
            guard case .answered(let failure) = error,
                ![.modelNotFound, .organizationNotFound, .countryUnknown].contains(failure.code)
            else { throw error }
            return .init(question: question, answer: .failure(.init(sentence: failure.message)))
        }
    }
}
