import Domain
import Foundation
import Logging
import Runtime

/// One crawl: page after page, each fetched, kept, stored, and only then left behind.
///
/// A page is kept on disk before its first line is sent, and all pages of a crawl are lines of one stream. So a crash
/// at any moment loses nothing and stores nothing twice: the next run sends the kept page again, with the time it was
/// seen then, and the service skips the lines it has.
struct Crawl: Sendable {
    private let query: ListingQuery
    private let plan: Plan
    private let folder: StateFolder
    private let fetching: Fetching
    private let storing: Storing
    private let logger: Logger
    private let readiness: Readiness

    /// So many pages in a row on which no model is new are a circle: no order changes that fast.
    private static let barrenPages = 10

    /// The models of this process's pages.
    private struct Seen {
        private var ids: Set<Int> = []
        /// Pages in a row, up to the last, without a model that was not there before.
        private(set) var barren = 0

        /// Takes in a page; how many of its models had been there.
        mutating func take(_ page: [String]) -> Int {
            let repeated = page.count { !ids.insert($0.hashValue).inserted }
            barren = repeated == page.count ? barren + 1 : 0
            return repeated
        }
    }

    /// What is wanted.
    private struct Plan: Sendable {
        var mode: String
        var source: String
        var limit: Int
        var overlap: Duration
        var restart: Bool
        var resumeWithin: Duration
    }

    init(_ settings: Settings, hub: URL, token: String?, _ logger: Logger, _ readiness: Readiness) throws(CrawlError) {
        let mode = settings[CrawlSettings.mode]
        let isFull = mode == "full"
        plan = Plan(
            mode: mode, source: settings[CrawlSettings.source], limit: isFull ? settings[CrawlSettings.limit] : 0,
            overlap: settings[CrawlSettings.overlap], restart: settings[CrawlSettings.restart],
            resumeWithin: settings[CrawlSettings.resumeWithin])
        let size = settings[CrawlSettings.pageSize]
        query = ListingQuery(
            hub: hub, sort: isFull ? settings[CrawlSettings.sort] : "lastModified",
            pageSize: plan.limit > 0 ? min(size, plan.limit) : size, fields: settings[CrawlSettings.fields])
        folder = try StateFolder(settings[CrawlSettings.state])
        fetching = Fetching(
            client: HubClient(
                token: token, version: CrawlProgram.version, deadline: settings[CrawlSettings.pageTimeout],
                maximumBytes: settings[CrawlSettings.pageBytes]),
            query: query,
            backOff: BackOff(
                base: settings[CrawlSettings.retryBase], longest: settings[CrawlSettings.retryLongest]),
            attempts: settings[CrawlSettings.attempts], logger: logger)
        storing = Storing(
            folder: settings[CrawlSettings.sockets], patience: settings[CrawlSettings.patience], logger: logger)
        self.logger = logger
        self.readiness = readiness
    }

    /// Crawls to the end, or to the first thing that ends it.
    func run() async -> CrawlReport {
        let began = ContinuousClock.now
        var state = CrawlState()
        var failure: CrawlError?
        var run = begin(&state)
        do throws(CrawlError) {
            state = try folder.load()
            run = begin(&state)
            try await follow(&run, &state)
        } catch { failure = error }
        fetching.client.close()
        return CrawlReport(
            mode: plan.mode, stream: run.stream, isComplete: failure == nil, failure: failure,
            watermark: state.watermark, tally: run.tally,
            milliseconds: Int64((ContinuousClock.now - began) / .milliseconds(1)))
    }

    /// The interrupted crawl, where it is the one that is wanted now; else a new one.
    private func begin(_ state: inout CrawlState) -> CrawlState.Run {
        let now = Timestamp.now
        if var run = state.run, !plan.restart {
            let age = Timestamp(run.started).map { now.microseconds - $0.microseconds } ?? .max
            if run.first == query.firstPage, run.mode == plan.mode, run.source == plan.source, run.limit == plan.limit,
                age <= plan.resumeWithin.components.seconds * 1_000_000
            {
                run.tally.resumed += 1
                logger.notice("going on with an interrupted crawl", metadata: ["pages": "\(run.tally.pages)"])
                return run
            }
            logger.notice("an interrupted crawl is not taken up: it is too old, or another one")
        }
        var mark = plan.mode == "incremental" ? state.watermark.flatMap { Timestamp($0) } : nil
        // Up to a day it may be a clock that was put back; further, nobody knows what was missed behind it.
        if let ahead = mark, ahead.microseconds > now.microseconds + 86_400_000_000 {
            logger.warning("the watermark lies ahead of the clock: everything is read", metadata: ["at": "\(ahead)"])
            mark = nil
        }
        let since = mark.map { Timestamp(microseconds: $0.microseconds - plan.overlap.microseconds) }
        return CrawlState.Run(
            stream: "crawl:\(query.hub.host ?? "hub"):\(plan.source):\(plan.mode):\(now)", mode: plan.mode,
            first: query.firstPage, source: plan.source, limit: plan.limit, started: "\(now)",
            since: since.map { "\($0)" }, newest: nil, next: query.firstPage)
    }

    private func follow(_ run: inout CrawlState.Run, _ state: inout CrawlState) async throws(CrawlError) {
        var fetching = fetching
        var seen = Seen()
        var isResumed = run.tally.resumed > 0
        var isDone = false
        while !isDone {
            if Task.isCancelled { throw .cancelled }
            if run.pending == nil {
                guard let address = run.next else { break }
                try await fetch(address, isResumed, &fetching, &run)
                isResumed = false
                state.run = run
                try folder.save(state)
            }
            guard let pending = run.pending, let at = Timestamp(pending.at),
                let body = try folder.page(digest: pending.digest)
            else {
                throw .state(path: folder.path, reason: "the page that was kept is gone: begin anew with --restart")
            }
            isDone = try await store(body, at, &run, &seen)
            run.pending = nil
            if run.next == nil { isDone = true }
            if !isDone, seen.barren >= Self.barrenPages { throw .circle(pages: seen.barren) }
            if isDone { run.next = nil }
            state.run = run
            try folder.save(state)
            readiness.status("page \(run.tally.pages), \(run.tally.models) models")
            logger.log(
                .crawlProgress, "page stored",
                metadata: [
                    "page": "\(run.tally.pages)", "models": "\(run.tally.models)", "changed": "\(run.tally.changed)",
                    "stored": "\(run.tally.stored)",
                ])
        }
        // Of a crawl that was cut off by its limit nobody knows what it missed.
        if run.limit == 0, let newest = run.newest { state.watermark = newest }
        state.run = nil
        try folder.save(state)
        folder.dropPage()
    }

    private func fetch(
        _ address: String, _ isResumed: Bool, _ fetching: inout Fetching, _ run: inout CrawlState.Run
    ) async throws(CrawlError) {
        let (source, name) = (run.source, "page \(run.tally.pages + 1)")
        let page = try await fetching.page(address, resumed: isResumed, tally: &run.tally) { body throws(PageFault) in
            _ = try ListingPage(body, name: name, at: .now, source: source, since: nil)
        }
        let at = Timestamp.now
        if run.tally.pages == 0, run.mode == "full" {
            // What changes from here on is the next incremental crawl's, by the hub's clock.
            let date = page.date.map { Timestamp(microseconds: Int64($0.timeIntervalSince1970) * 1_000_000) }
            run.newest = "\(min(date ?? at, at))"
        }
        run.pending = CrawlState.Pending(at: "\(at)", digest: try folder.keep(page: page.body))
        run.next = page.next
    }

    /// Stores a page; true where the crawl ends with it.
    private func store(
        _ body: [UInt8], _ at: Timestamp, _ run: inout CrawlState.Run, _ seen: inout Seen
    ) async throws(CrawlError) -> Bool {
        let left = run.limit > 0 ? run.limit - run.tally.models : .max
        let page: ListingPage
        do throws(PageFault) {
            page = try ListingPage(
                body, name: "page \(run.tally.pages + 1)", at: at, source: run.source,
                since: run.since.flatMap { Timestamp($0) }, most: left)
        } catch { throw .state(path: folder.path, reason: "the kept page cannot be used: \(error.message)") }
        for reject in page.rejects {
            logger.log(.recordRefused, "an entry was not taken", metadata: ["reason": "\(reject)"])
        }
        for note in page.notes {
            logger.info("noted", metadata: ["note": "\(note.message)", "times": "\(note.count)"])
        }
        if page.ahead > 0 {
            logger.warning(
                "modifications that lie ahead of the clock are no watermark", metadata: ["models": "\(page.ahead)"])
        }
        let sent = try await storing.store(
            page.lines, count: page.count, stream: run.stream, source: run.source, acked: run.lines)
        run.lines += Int64(page.count)
        run.tally.pages += 1
        run.tally.models += page.entries
        run.tally.changed += page.changed
        run.tally.repeated += seen.take(page.ids)
        run.tally.stored += sent.stored
        run.tally.duplicate += sent.duplicate
        run.tally.rejected += sent.rejected + Int64(page.rejects.count)
        if run.mode == "incremental", run.newest == nil { run.newest = page.newest }
        if run.limit > 0, run.tally.models >= run.limit { return true }
        if run.next == nil, page.entries == query.pageSize {
            logger.warning("the listing ends with a full page: was a Link header lost on the way?")
        }
        // The listing is in the order of changes: a page of nothing new is behind everything that changed.
        return run.since != nil && page.changed == 0 && page.entries > 0
    }
}

extension Duration {
    var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}

extension Timestamp {
    /// The time of this machine, to the millisecond.
    static var now: Timestamp {
        Timestamp(microseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)) * 1000)
    }
}
