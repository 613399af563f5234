import ArgumentParser
import GroundswellClient
import Wire

/// `groundswell export METHOD [--KEY VALUE...] [--format ndjson|csv] [--what results|inputs] [--output FILE]`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes what a measure says, or what it rests on, as rows.",
        usage: "groundswell export METHOD [--KEY VALUE...] [--format ndjson|csv] [--what results|inputs] "
            + "[--inputs KIND] [--asOf TIME] [--knownAt BATCH] [--output FILE] [--sockets DIR]",
        discussion: """
            METHOD and its parameters are those of 'groundswell ask'. All rows are of one state of knowledge, however \
            many pages they come in and whatever is imported meanwhile. CSV is RFC 4180 with a header line and no \
            comments. The terms of the sources, with the times that cite the export, are written as one JSON object to \
            FILE.licenses.json, or to standard error where the rows go to standard output.

            Examples:
              groundswell export leaderboard --measure netLikes --country CN --format csv --output cn.csv
              groundswell export dependence --of US --what inputs --inputs edges > edges.ndjson
            """)

    @Argument(parsing: .captureForPassthrough, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try ExportArguments.parse(words)
        guard !arguments.wantsHelp, arguments.method != nil else {
            return Console.print(GroundswellCommand.helpMessage(for: ExportCommand.self))
        }
        let gateway: GatewayClient
        do throws(ClientError) {
            gateway = try await GatewayClient.connect(folder: SocketFolder.find(arguments.sockets))
        } catch {
            throw AskCommand.told(error, isJSON: false)
        }
        try await Self.walk(arguments, gateway)
        await gateway.close()
    }

    /// Takes page after page; every one after the first is of the first one's state, which its cursor names.
    private static func walk(_ arguments: ExportArguments, _ gateway: GatewayClient) async throws {
        guard case .object(let members) = arguments.parameters else { return }
        let first = try await page(arguments, members, gateway)
        let output = try ExportOutput(arguments.output, isCSV: arguments.isCSV)
        if let header = first["header"]?.text { try output.write([header]) }
        var page = first
        while true {
            if case .array(let lines)? = page["value"] { try output.write(lines.compactMap(\.text)) }
            guard let cursor = page["cursor"]?.text else { break }
            page = try await Self.page(arguments, members + [.init("cursor", .string(cursor))], gateway)
        }
        try output.finish([
            "export": arguments.parameters, "asOf": first["asOf"] ?? .null, "knownAt": first["knownAt"] ?? .null,
            "licenses": first["licenses"] ?? .null,
        ])
    }

    private static func page(
        _ arguments: ExportArguments, _ members: [JSONValue.Member], _ gateway: GatewayClient
    ) async throws -> JSONValue {
        do throws(ClientError) {
            return try await gateway.call(
                "export", .object(members), timeout: arguments.timeoutMs.map { .milliseconds($0) }
            ).value
        } catch {
            throw AskCommand.told(error, isJSON: false)
        }
    }
}
