import Domain
import Foundation
import Testing

@testable import CrawlCore

/// The pure parts: what headers say, how long to wait, what a page gives.
@Suite("The listing's protocol")
struct ListingTests {
    @Test("The next page is found in a Link header, whatever stands around it")
    func link() throws {
        #expect(try LinkHeader.next("<https://h/a?b=1,2;3>; rel=\"next\"") == "https://h/a?b=1,2;3")
        #expect(
            try LinkHeader.next("<https://h/1>; rel=prev , <https://h/2>;title=\"a, b\"; rel=\"last next\"")
                == "https://h/2")
        #expect(try LinkHeader.next("<https://h/1>; rel=\"prev\"") == nil)
        #expect(throws: PageFault.self) { try LinkHeader.next("https://h/1; rel=next") }
        #expect(try LinkHeader.next("") == nil)
    }

    @Test("Rate limits and dates are read, and nonsense is not")
    func rates() throws {
        #expect(RateLimit.exhausted("\"api\";r=0;t=55") == .seconds(55))
        #expect(RateLimit.exhausted("\"api\";r=3;t=55") == nil)
        #expect(RateLimit.exhausted("\"api\";r=1;t=9, \"pages\"; r=0; t=7") == .seconds(7))
        #expect(RateLimit.exhausted("r=0") == nil && RateLimit.exhausted(nil) == nil)
        let now = try #require(RateLimit.date("Sun, 06 Nov 1994 08:49:37 GMT"))
        #expect(now.timeIntervalSince1970 == 784_111_777)
        #expect(RateLimit.retryAfter("17", now: now) == .seconds(17))
        #expect(RateLimit.retryAfter("Sun, 06 Nov 1994 08:50:07 GMT", now: now) == .seconds(30))
        #expect(RateLimit.retryAfter("Sun, 06 Nov 1994 08:00:00 GMT", now: now) == .zero)
        #expect(RateLimit.retryAfter("soon", now: now) == nil && RateLimit.retryAfter("-1", now: now) == nil)
    }

    @Test("Waits double up to the longest, are spread, and never end before what the hub asked for")
    func backOff() {
        let backOff = BackOff(base: .seconds(1), longest: .seconds(60))
        for failures in 1...70 {
            let full = min(60, Double(1 << min(failures - 1, 10)))
            for random in [0, 0.5, 0.999] {
                let delay = backOff.delay(failures: failures, asked: nil, random: random) / .seconds(1)
                #expect(delay >= full / 2 && delay <= full)
                let asked = backOff.delay(failures: failures, asked: .seconds(90), random: random)
                #expect(asked >= .seconds(90) && asked <= .seconds(91))
            }
        }
    }

    @Test("A link is followed on the same hub only")
    func sameHub() throws {
        let hub = try #require(ListingQuery.hub("https://hub.example"))
        let query = ListingQuery(hub: hub, sort: "likes", pageSize: 1000, fields: ["likes"])
        #expect(query.firstPage.contains("/api/models?limit=1000&sort=likes&direction=-1&expand%5B%5D=likes"))
        let next = try query.next("/api/models?cursor=x", after: query.firstPage)
        #expect(next == "https://hub.example/api/models?cursor=x")
        for wrong in ["https://evil.example/x", "http://hub.example/x", "https://hub.example:444/x", query.firstPage] {
            #expect(throws: PageFault.self) { try query.next(wrong, after: query.firstPage) }
        }
        #expect(ListingQuery.hub("http://hub.example") == nil && ListingQuery.hub("https://u:p@hub.example") == nil)
        #expect(ListingQuery.hub("http://127.0.0.1:80") != nil && ListingQuery.hub("ftp://127.0.0.1") == nil)
    }

    private func page(_ text: String, since: String? = nil, most: Int = .max) throws -> ListingPage {
        let at = try #require(Timestamp("2026-05-02T00:00:00Z"))
        return try ListingPage(
            Array(text.utf8), name: "page 1", at: at, source: "huggingface", since: since.flatMap { Timestamp($0) },
            most: most)
    }

    @Test("A page gives its records; unchanged models and those beyond the limit give none")
    func records() throws {
        let old = Crawling.model("a/old", modified: "2026-04-01T00:00:00.000Z")
        let new = Crawling.model("a/new", modified: "2026-05-01T00:00:00.000Z")
        let all = try page("[\(new),\(old)]")
        #expect(all.entries == 2 && all.changed == 2 && all.count == 6)
        #expect(all.newest == "2026-05-01T00:00:00.000Z")
        let changed = try page("[\(old),\(new)]", since: "2026-04-20T00:00:00Z")
        #expect(changed.entries == 2 && changed.changed == 1 && changed.count == 3)
        #expect(!String(decoding: changed.lines, as: UTF8.self).contains("a/old"))
        let first = try page("[\(new),\(old)]", most: 1)
        #expect(first.entries == 1 && first.count == 3)
        let bad = try page("[\(new),{\"id\":7},\(old)]")
        #expect(bad.rejects.count == 1 && bad.count == 6)
        #expect(try page("[]").entries == 0)
        // What it links is of the model too: no record of one that has not changed.
        let linked = old.replacingOccurrences(of: "license:mit\"", with: "license:mit\",\"arxiv:1.2\"")
        #expect(try page("[\(linked)]").count == 4)
        #expect(try page("[\(linked),\(new)]", since: "2026-04-20T00:00:00Z").count == 3)
    }

    @Test(
        "What is no page is said to be none",
        arguments: ["", "<html></html>", "{\"error\":\"x\"}", "[{\"id\":\"a/b\"},{\"id\"", "[{\"id\":\"a/b\"}] // x"])
    func broken(_ text: String) { #expect(throws: PageFault.self) { try page(text) } }
}
