/// What a crawl remembers between its pages and between runs.
struct CrawlState: Codable, Equatable, Sendable {
    /// The form of this file.
    var version = 1
    /// Every change up to this time of the hub is known: where the next incremental crawl begins. RFC 3339.
    var watermark: String?
    /// The crawl that has begun and not ended.
    var run: Run?

    struct Run: Codable, Equatable, Sendable {
        /// The name of its stream.
        var stream: String
        var mode: String
        /// The address of its first page: another one is another crawl.
        var first: String
        var source: String
        /// The most models it takes; 0: all.
        var limit: Int
        /// When it began, RFC 3339.
        var started: String
        /// Only changes from here on are wanted; nil: everything.
        var since: String?
        /// The watermark once it is complete.
        var newest: String?
        /// The address of the next page; nil: the one that is pending is the last.
        var next: String?
        /// A page that was fetched, and is not known to be stored.
        var pending: Pending?
        /// Lines of its stream that were acked.
        var lines: Int64 = 0
        var tally = CrawlTally()
    }

    struct Pending: Codable, Equatable, Sendable {
        /// When it was fetched, RFC 3339: the observation time of all its records.
        var at: String
        /// Of its body, in the page file.
        var digest: String
    }
}

/// What a crawl has done so far, over all its runs.
struct CrawlTally: Codable, Equatable, Sendable {
    var pages = 0
    /// Model objects.
    var models = 0
    /// Of these, modified since the last crawl.
    var changed = 0
    /// Model objects that had been on an earlier place already.
    var repeated = 0
    var requests = 0
    /// Requests made again.
    var retries = 0
    /// Waits for the hub, and their sum.
    var waits = 0
    var waitedMilliseconds = 0
    var stored: Int64 = 0
    var duplicate: Int64 = 0
    /// Records the service did not take, and entries no record could be made of.
    var rejected: Int64 = 0
    /// How often it was taken up again.
    var resumed = 0
}
