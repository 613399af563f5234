import ArgumentParser
import GroundswellClient
import Wire

/// `groundswell status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how the services are: their lag, the last batch, the current epoch, and coverage.",
        discussion: """
            With --json, the result of the gateway's method 'status' alone, in one line.

            Example:
              groundswell status --json
            """)

    @Flag(help: "Print the result of the method 'status'.")
    var json = false

    @OptionGroup var sockets: SocketOptions

    func run() async throws {
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: sockets.folder)
            let status = try await gateway.call("status", timeout: .seconds(10))
            if json { return Console.print(status.bytes) }
            let coverage = await coverage(gateway)
            await gateway.close()
            let lines = StatusView.lines(status.value, coverage: coverage, width: Terminal.width)
            Console.print((Terminal.hasColors ? Paint.status(lines) : lines).joined(separator: "\n"))
        } catch {
            throw AskCommand.told(error, isJSON: json)
        }
    }

    /// Before the first epoch there is none: its line is left out.
    private func coverage(_ gateway: GatewayClient) async -> JSONValue? {
        try? await gateway.call("coverage", timeout: .seconds(10)).value
    }
}
