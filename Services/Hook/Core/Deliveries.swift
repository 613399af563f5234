import Domain
import Glibc
import GroundswellClient
import LineSocket
import Logging
import Runtime
import Sources

/// Takes payloads to the ingest service; an answer of 2xx only after its ack.
struct Deliveries: Sendable {
    let folder: String
    let source: String
    let patience: Duration
    let logger: Logger

    func take(_ body: [UInt8]) async -> HookAnswer {
        guard !body.isEmpty else { return HookAnswer(.bodyMissing, "the request has no payload") }
        let payload: Payload
        do throws(SourceError) {
            payload = try Payload(body, at: Self.now(), source: source)
        } catch {
            logger.log(.recordRefused, "a payload cannot be read", metadata: ["reason": "\(error)"])
            return HookAnswer(.payloadInvalid, "\(error)")
        }
        guard payload.count > 0 else {
            return HookAnswer(.ignored, "it concerns no model: nothing to store")
        }
        var options = RecordStream.Options(name: payload.stream, source: source, folder: folder)
        options.patience = patience
        do throws(ClientError) {
            let stream = try await RecordStream.open(options)
            try await stream.send(payload.lines, lines: payload.count)
            let tally = try await stream.finish()
            if tally.rejected > 0 {
                logger.log(
                    .recordRefused, "a payload's record was not taken", metadata: ["stream": "\(payload.stream)"])
                return HookAnswer(.recordRejected, "the ingest service does not take what it says")
            }
            return tally.stored > 0
                ? HookAnswer(.stored, "stored", records: tally.stored)
                : HookAnswer(.replayed, "it was stored before")
        } catch {
            logger.log(
                .connectionLost, "a payload was not stored", metadata: ["code": "\(error.code)", "reason": "\(error)"])
            return HookAnswer(.ingestUnavailable, "not stored: send it again later", retryAfter: 30)
        }
    }

    /// Whether the ingest service can be reached.
    func health() async -> HookAnswer {
        do throws(LineSocketError) {
            let client = try await LineClient.connect(
                to: ServiceSocket.ingest.path(in: folder), deadline: .seconds(1))
            await client.close()
            return HookAnswer(.healthy, "the ingest service can be reached")
        } catch {
            return HookAnswer(.ingestUnavailable, "the ingest service cannot be reached", retryAfter: 30)
        }
    }

    private static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000_000 * 1000)
    }
}
