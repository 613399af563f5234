import NIOHTTP1

/// What a request's head says about it, before a byte of its body is taken. Pure.
struct RequestCheck: Sendable {
    enum Outcome: Sendable, Equatable {
        case payload
        case health
        case metrics
        case refused(HookAnswer)
    }

    let path: String
    let secret: SecretCheck
    let maximumBytes: Int

    func outcome(_ head: HTTPRequestHead) -> Outcome {
        switch head.uri.prefix(while: { $0 != "?" }) {
        case path[...]: break
        case "/health": return reading(head, .health)
        case "/metrics": return reading(head, .metrics)
        default: return .refused(HookAnswer(.pathUnknown, "there is nothing at this path"))
        }
        guard head.method == .POST else {
            return .refused(HookAnswer(.methodWrong, "webhooks come as POST"))
        }
        // Several headers of one name are refused with the rest: which of them would count?
        let given = head.headers["X-Webhook-Secret"]
        guard given.count == 1 else {
            return .refused(HookAnswer(.secretMissing, "one X-Webhook-Secret header is needed"))
        }
        guard secret.accepts(given[0]) else {
            return .refused(HookAnswer(.secretWrong, "the X-Webhook-Secret header holds another secret"))
        }
        if let length = head.headers.first(name: "Content-Length").flatMap({ Int($0) }), length > maximumBytes {
            return .refused(Self.tooLarge(maximumBytes))
        }
        return .payload
    }

    static func tooLarge(_ maximum: Int) -> HookAnswer {
        HookAnswer(.bodyTooLarge, "a payload has at most \(maximum) bytes (limit.bodyBytes)")
    }

    private func reading(_ head: HTTPRequestHead, _ outcome: Outcome) -> Outcome {
        head.method == .GET ? outcome : .refused(HookAnswer(.methodWrong, "this path is for reading"))
    }
}
