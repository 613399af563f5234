import NIOHTTP1
import Wire

/// What a request is answered with: the closed list of outcomes.
struct HookAnswer: Sendable, Equatable {
    /// The stable code of an outcome.
    enum Code: String, Sendable, CaseIterable {
        /// Stored now, or by an earlier delivery of the same payload.
        case stored
        case replayed
        /// Nothing of it concerns models.
        case ignored
        case healthy
        case metrics
        case pathUnknown = "path.unknown"
        case methodWrong = "method.wrong"
        case secretMissing = "secret.missing"
        case secretWrong = "secret.wrong"
        case bodyMissing = "body.missing"
        case bodyTooLarge = "body.tooLarge"
        case rateExceeded = "rate.exceeded"
        case payloadInvalid = "payload.invalid"
        /// The ingest service does not take what it says.
        case recordRejected = "record.rejected"
        case ingestUnavailable = "ingest.unavailable"
        case requestSlow = "request.slow"
        case tooManyConnections = "connections.exceeded"

        var status: HTTPResponseStatus {
            switch self {
            case .stored, .replayed, .ignored, .healthy, .metrics: .ok
            case .pathUnknown: .notFound
            case .methodWrong: .methodNotAllowed
            case .secretMissing, .secretWrong: .unauthorized
            case .bodyMissing, .payloadInvalid: .badRequest
            case .bodyTooLarge: .payloadTooLarge
            case .rateExceeded: .tooManyRequests
            case .recordRejected: .unprocessableEntity
            case .requestSlow: .requestTimeout
            case .ingestUnavailable, .tooManyConnections: .serviceUnavailable
            }
        }
    }

    var code: Code
    var message: String
    /// Records that were stored.
    var records: Int64 = 0
    var retryAfter: Int64?
    /// In place of JSON: the metrics.
    var text: String?

    init(_ code: Code, _ message: String, records: Int64 = 0, retryAfter: Int64? = nil, text: String? = nil) {
        self.code = code
        self.message = message
        self.records = records
        self.retryAfter = retryAfter
        self.text = text
    }

    var body: String {
        if let text { return text }
        let value: JSONValue = [
            "code": .string(code.rawValue), "message": .string(message), "records": .integer(records),
        ]
        return value.jsonText + "\n"
    }

    var headers: HTTPHeaders {
        var headers = HTTPHeaders([
            ("Content-Type", text == nil ? "application/json" : "text/plain; version=0.0.4"),
            ("Content-Length", "\(body.utf8.count)"), ("Connection", "close"), ("Cache-Control", "no-store"),
        ])
        if let retryAfter { headers.add(name: "Retry-After", value: "\(retryAfter)") }
        if code == .methodWrong { headers.add(name: "Allow", value: "POST") }
        return headers
    }
}
