import Foundation
import Logging
import Runtime

/// A page that can be used: it was read to its end once.
struct FetchedPage: Sendable {
    var body: [UInt8]
    var next: String?
    /// The hub's own time, where it says.
    var date: Date?
}

/// Fetches pages: waits when the hub says so, and asks again what may pass.
struct Fetching: Sendable {
    let client: HubClient
    let query: ListingQuery
    let backOff: BackOff
    let attempts: Int
    let logger: Logger
    /// No request before this moment: the last answer said that none is left.
    private var notBefore: ContinuousClock.Instant?

    init(client: HubClient, query: ListingQuery, backOff: BackOff, attempts: Int, logger: Logger) {
        self.client = client
        self.query = query
        self.backOff = backOff
        self.attempts = attempts
        self.logger = logger
    }

    /// What one answer means.
    private enum Verdict {
        case page(FetchedPage)
        case again(String, asked: Duration?)
    }

    /// - Parameter resumed: the address is from an earlier run.
    /// - Parameter check: says why a page cannot be used.
    mutating func page(
        _ address: String, resumed: Bool, tally: inout CrawlTally, check: ([UInt8]) throws(PageFault) -> Void
    ) async throws(CrawlError) -> FetchedPage {
        var failures = 0
        while true {
            if let moment = notBefore {
                notBefore = nil
                try await wait(moment - .now, &tally, because: "no request is left in the hub's window")
            }
            tally.requests += 1
            var response: HubResponse?
            var verdict = Verdict.again("", asked: nil)
            do throws(HubFault) {
                response = try await client.get(address)
            } catch {
                if error == .cancelled { throw .cancelled }
                // Asking again does not help, and nothing may be sent to whoever this is.
                if case .untrusted(let reason) = error { throw .untrusted(reason) }
                verdict = .again(error.sentence, asked: nil)
            }
            if let response {
                if response.status == 200, let left = RateLimit.exhausted(response.headers["ratelimit"]) {
                    notBefore = .now + backOff.delay(failures: 0, asked: left, random: .random(in: 0..<1))
                }
                verdict = try judge(response, address, resumed, check)
            }
            switch verdict {
            case .page(let page): return page
            case .again(let reason, let asked):
                failures += 1
                guard failures < attempts else { throw .exhausted(attempts: failures, last: reason) }
                if let asked, asked > backOff.longest { throw .tooLong(asked: asked) }
                tally.retries += 1
                try await wait(
                    backOff.delay(failures: failures, asked: asked, random: .random(in: 0..<1)), &tally,
                    because: reason)
            }
        }
    }

    private func judge(
        _ response: HubResponse, _ address: String, _ resumed: Bool, _ check: ([UInt8]) throws(PageFault) -> Void
    ) throws(CrawlError) -> Verdict {
        switch response.status {
        case 200:
            do throws(PageFault) {
                try check(response.body)
                var next: String?
                if let header = response.headers["link"], let link = try LinkHeader.next(header) {
                    next = try query.next(link, after: address)
                }
                return .page(
                    FetchedPage(body: response.body, next: next, date: RateLimit.date(response.headers["date"])))
            } catch { return .again("a page that cannot be used: \(error.message)", asked: nil) }
        case 401, 403: throw .forbidden(status: response.status)
        case 408, 425, 429, 500...599:
            let asked =
                RateLimit.retryAfter(response.headers["retry-after"], now: Date())
                ?? RateLimit.exhausted(response.headers["ratelimit"])
            return .again("the hub answered \(response.status)", asked: asked)
        default: throw .refused(status: response.status, resumed: resumed)
        }
    }

    private func wait(_ pause: Duration, _ tally: inout CrawlTally, because reason: String) async throws(CrawlError) {
        guard pause > .zero else { return }
        if pause > backOff.longest * 2 { throw .tooLong(asked: pause) }
        let milliseconds = Int(pause / .milliseconds(1))
        logger.log(.collectorWaits, "waiting", metadata: ["milliseconds": "\(milliseconds)", "reason": "\(reason)"])
        tally.waits += 1
        tally.waitedMilliseconds += milliseconds
        do { try await Task.sleep(for: pause) } catch { throw .cancelled }
    }
}
