import ArgumentParser
import GroundswellClient
import Presentation
import Wire

/// `groundswell wait`: until what is committed now is in the answers.
struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Waits until everything that is committed now is in the gateway's answers.",
        discussion: """
            Returns when the epoch's batch has reached the last batch that was committed when it began, and so have the days
            of time series.

            Example:
              groundswell import huggingface listing.ndjson --at 2026-05-04 && groundswell wait
            """)

    @Option(help: ArgumentHelp("How long to wait at most.", valueName: "seconds"))
    var timeout = 120.0

    @OptionGroup var sockets: SocketOptions

    /// How often the gateway is asked.
    private static let interval = Duration.milliseconds(50)

    /// How long the gateway may take to say how the services are.
    private static let patience = Duration.seconds(10)

    func validate() throws {
        guard timeout.isFinite, timeout > 0, timeout <= 86_400 else {
            throw ValidationError("--timeout is in seconds, more than 0 and at most 86400")
        }
    }

    func run() async throws {
        let end = ContinuousClock.now + .seconds(timeout)
        var wanted: Int64?
        var last = Progress()
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: sockets.folder)
            repeat {
                do throws(ClientError) {
                    last = Progress(try await gateway.call("status", timeout: Self.patience).value)
                } catch {
                    // A gateway that is too busy to say is asked again; one that is gone is an error.
                    guard case .answered(let answered) = error, answered.code == .deadlineExceeded else { throw error }
                }
                wanted = wanted ?? last.committedBatch
                if let wanted, last.hasReached(wanted) { return await gateway.close() }
                guard (try? await Task.sleep(for: Self.interval)) != nil else { return }
            } while ContinuousClock.now < end
            await gateway.close()
        } catch { throw ToolError(error) }
        throw ToolError.failed(last.sentence(wanted: wanted, after: timeout))
    }

    /// What `status` says of how far the services are.
    struct Progress {
        var committedBatch: Int64?
        var epochBatch: Int64?
        /// Up to which batch the days of time series are written; nil: scoring does not say.
        var rollUpBatch: Int64?
        /// Services that do not answer, or do not serve, and why.
        var troubles: [String] = []

        init() {}

        init(_ status: JSONValue) {
            committedBatch = status["committedBatch"]?.whole
            epochBatch = status["epochBatch"]?.whole
            rollUpBatch = status["services"]?["scoring"]?["rollUpBatch"]?.whole
            troubles = ServiceState.all(status).compactMap(\.trouble)
        }

        func hasReached(_ wanted: Int64) -> Bool {
            guard let epochBatch, epochBatch >= wanted else { return false }
            return rollUpBatch.map { $0 >= wanted } ?? true
        }

        func sentence(wanted: Int64?, after seconds: Double) -> String {
            let because = troubles.isEmpty ? "" : ": \(troubles.joined(separator: "; "))"
            guard let wanted else {
                return "within \(Quantity.real(seconds)) s nobody could say which batch is committed last\(because)"
            }
            let isEpoch = (epochBatch ?? 0) < wanted
            let what =
                isEpoch
                ? "the answers rest on batch \(epochBatch ?? 0)" : "time series rest on batch \(rollUpBatch ?? 0)"
            return "after \(Quantity.real(seconds)) s \(what), not yet on batch \(wanted)\(because)"
        }
    }
}
