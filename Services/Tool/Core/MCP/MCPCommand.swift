import ArgumentParser
import Glibc
import GroundswellClient
import Wire

/// `groundswell mcp`: the gateway's methods as tools of an assistant.
struct MCPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Serves the gateway's methods as tools, over standard input and output.",
        discussion: """
            Speaks the Model Context Protocol, revision \(MCPMessage.revisions[0]) (and \
            \(MCPMessage.revisions.dropFirst().joined(separator: ", "))), one JSON message a line. Every method of \
            'groundswell ask' is a tool; dots become underscores: model.get is model_get. Messages for people go to \
            standard error. It ends with its input.

            Example, as an assistant's configuration:
              {"mcpServers":{"groundswell":{"command":"groundswell","args":["mcp"]}}}
            """)

    @OptionGroup var sockets: SocketOptions

    func run() async throws {
        let gateway = LazyGateway(folder: sockets.folder)
        let server = MCPServer(
            ask: { method, parameters throws(ClientError) in try await gateway.call(method, parameters) },
            send: { Console.write($0) })
        Console.note("groundswell mcp: asking the gateway in \(sockets.folder); messages are read from standard input")
        let (lines, taken) = MCPInput.lines(STDIN_FILENO)
        for await piece in lines {
            switch piece {
            case .line(let line): await server.receive(line)
            case .tooLong: await server.refuseLong(MCPInput.maximumLineBytes)
            }
            taken()
        }
        await server.finish()
        await gateway.close()
    }
}

/// A client that is connected when it is first needed: tools can be listed while no gateway runs.
actor LazyGateway {
    private let folder: String
    private var client: GatewayClient?

    init(folder: String) { self.folder = folder }

    func call(_ method: String, _ parameters: JSONValue) async throws(ClientError) -> GatewayAnswer {
        try await connected().call(method, parameters)
    }

    func close() async { await client?.close() }

    private func connected() async throws(ClientError) -> GatewayClient {
        if let client { return client }
        let made = try await GatewayClient.connect(folder: folder)
        // Two first calls may have connected at once: the later one is not needed.
        if let client {
            await made.close()
            return client
        }
        client = made
        return made
    }
}
