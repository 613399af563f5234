import Glibc
import HTTPTypes
import HummingbirdCore
import Logging
import Metrics
import NIOCore
import Runtime
import Synchronization

/// Takes one request after the other: what is allowed, how many at once, what is counted.
final class Requests: Sendable {
    /// The longest address, in bytes: no name is as long, and what goes on to the gateway stays far below its limits.
    static let longestTarget = 16_384

    private let site: Site
    private let most: Int
    private let underWay = Mutex(0)
    private let metrics: MetricsRegistry
    private let logger: Logger

    init(site: Site, most: Int, metrics: MetricsRegistry, logger: Logger) {
        self.site = site
        self.most = most
        self.metrics = metrics
        self.logger = logger
        metrics.describe("groundswell_dashboard_requests_total", "Requests by the status of their answer.")
        metrics.describe("groundswell_dashboard_page_seconds", "Time from a request to its page.")
    }

    /// The answer to a request, its head written as HTTP wants it.
    func respond(to request: Request) async -> Response {
        let begin = ContinuousClock.now
        let target = request.head.path ?? "/"
        let mark = target.firstIndex(of: "?")
        let path = WebQuery.decoded(target[..<(mark ?? target.endIndex)])
        let reply = await reply(request, path: path, query: mark.map { target[target.index(after: $0)...] } ?? "")
        count(path, reply, ContinuousClock.now - begin)
        var response = Response(
            status: .init(code: reply.status), body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
        for (name, value) in WebReply.common + reply.headers + [("Content-Type", reply.type), ("Date", Self.date())] {
            if let field = HTTPField.Name(name) { response.headers[field] = value }
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func reply(_ request: Request, path: String, query: some StringProtocol) async -> WebReply {
        guard request.method == .get || request.method == .head else {
            return ErrorPages.plain(405, "these pages are for reading", headers: [("Allow", "GET, HEAD")])
        }
        guard (request.head.path ?? "").utf8.count <= Self.longestTarget else {
            return ErrorPages.plain(414, "the address is longer than \(Self.longestTarget) bytes")
        }
        // Health and metrics answer however much is asked.
        guard path != "/healthz", path != "/metrics" else { return await site.reply(path: path, query: WebQuery()) }
        let isIn = underWay.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
        guard isIn else {
            return ErrorPages.unavailable(
                "More pages are asked for at once than can be made",
                Place(path: "/", query: WebQuery(), health: .unknown), retryAfter: 2)
        }
        defer { underWay.withLock { $0 -= 1 } }
        return await site.reply(path: path, query: WebQuery(parsing: query))
    }

    private func count(_ path: String, _ reply: WebReply, _ took: Duration) {
        Counter(
            label: "groundswell_dashboard_requests_total", dimensions: [("status", "\(reply.status)")], factory: metrics
        ).increment()
        let known = Pages[path] != nil ? path : path.hasPrefix("/answer/") ? "/answer" : "other"
        Timer(
            label: "groundswell_dashboard_page_seconds", dimensions: [("page", known)], factory: metrics
        ).recordNanoseconds(took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000)
        logger.debug("answered", metadata: ["path": "\(path)", "status": "\(reply.status)", "took": "\(took)"])
    }

    /// Now, as HTTP writes it (RFC 9110, IMF-fixdate).
    static func date() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ n: CInt) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return
            "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
