import GroundswellClient
import Logging
import Runtime
import Wire

/// Sends pages to the ingest service, each as the next lines of the crawl's stream, and returns when they are stored.
struct Storing: Sendable {
    let folder: String
    let patience: Duration
    let logger: Logger

    /// What has become of a page's lines.
    struct Tally: Sendable {
        var stored: Int64 = 0
        /// Stored before this process sent them.
        var duplicate: Int64 = 0
        var rejected: Int64 = 0
    }

    /// - Parameters:
    ///   - acked: lines of the stream that were acked before: the page's first line is the next.
    /// - Throws: `ingest`, `storeBehind`, `cancelled`.
    func store(
        _ lines: [UInt8], count: Int, stream name: String, source: String, acked: Int64
    ) async throws(CrawlError) -> Tally {
        guard count > 0 else { return Tally() }
        var options = RecordStream.Options(name: name, source: source, folder: folder)
        options.patience = patience
        let stream: RecordStream
        do throws(ClientError) { stream = try await RecordStream.open(options) } catch { throw .ingest(error) }
        let stored = await stream.storedBefore
        guard stored >= acked else {
            await stream.abandon()
            throw .storeBehind(stored: stored, acked: acked)
        }
        let teller = Task { await tell(stream.events) }
        defer { teller.cancel() }
        let result = await withTaskCancellationHandler {
            await send(lines, count, acked, to: stream)
        } onCancel: {
            Task { await stream.abandon() }
        }
        let tally: StreamTally
        do throws(ClientError) { tally = try result.get() } catch {
            // Told to stop in the middle, the stream is abandoned: that is no fault of the service's.
            throw error == .cancelled || Task.isCancelled ? .cancelled : .ingest(error)
        }
        return Tally(stored: tally.stored, duplicate: tally.duplicate - acked, rejected: tally.rejected)
    }

    private func send(
        _ lines: [UInt8], _ count: Int, _ acked: Int64, to stream: RecordStream
    ) async -> Result<StreamTally, ClientError> {
        do throws(ClientError) {
            // Lines that are stored are counted and not looked at.
            if acked > 0 { try await stream.send([], lines: Int(acked)) }
            try await stream.send(lines, lines: count)
            return .success(try await stream.finish())
        } catch { return .failure(error) }
    }

    private func tell(_ events: AsyncStream<RecordStreamEvent>) async {
        for await event in events {
            switch event {
            case .rejected(let reject):
                logger.log(
                    .recordRefused, "a record was not taken",
                    metadata: [
                        "code": "\(reject.code.rawValue)", "path": "\(reject.path)", "line": "\(reject.line)",
                        "reason": "\(reject.message)",
                    ])
            case .reconnecting(let reason):
                logger.log(
                    .connectionLost, "the connection to the ingest service broke", metadata: ["reason": "\(reason)"])
            case .acknowledged, .resumed: break
            }
        }
    }
}
