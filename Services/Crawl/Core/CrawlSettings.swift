import Runtime

/// The settings of `groundswell-crawl`.
public enum CrawlSettings {
    static let sockets = ConfigurationKey(
        "sockets", default: "/run/groundswell", meaning: "The folder of the sockets; records go to ingest.sock in it.")
    static let state = ConfigurationKey(
        "state", default: "/var/lib/groundswell/crawl",
        meaning: "The folder for what must be remembered between pages and runs.")
    static let hub = ConfigurationKey(
        "hub.url", default: "https://huggingface.co",
        meaning: "The hub: https, or http on this machine's own addresses."
    ) { ListingQuery.hub($0) == nil ? "is no https address (http only on a loopback address)" : nil }
    static let tokenFile = ConfigurationKey(
        "hub.tokenFile", default: "",
        meaning: "The file that holds the hub's token; empty: the systemd credential 'hub-token', or no token.")
    static let mode = ConfigurationKey(
        "mode", default: "incremental",
        meaning: "incremental: what changed since the last complete crawl; full: everything."
    ) { ["incremental", "full"].contains($0) ? nil : "should be incremental or full" }
    static let sort = ConfigurationKey(
        "full.sort", default: "createdAt",
        meaning: "The order of a full crawl: createdAt, likes, downloads, trendingScore or lastModified, largest first."
    ) {
        ["createdAt", "likes", "downloads", "trendingScore", "lastModified"].contains($0)
            ? nil : "should be createdAt, likes, downloads, trendingScore or lastModified"
    }
    static let limit = ConfigurationKey(
        "full.limit", default: 0, meaning: "A full crawl ends after so many models; 0: at the end of the listing."
    ) { $0 >= 0 ? nil : "should be 0 or more" }
    static let fields = ConfigurationKey(
        "fields", default: ListingQuery.allFields,
        meaning: "The fields asked for (expand); what is left out counts as not stated."
    ) { fields in
        fields.allSatisfy { $0.utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 == 95 } }
            && fields.contains("lastModified") ? nil : "should be names of letters and '_', lastModified among them"
    }
    static let source = ConfigurationKey(
        "source", default: "huggingface", meaning: "The source the records name."
    ) { source in
        (1...100).contains(source.utf8.count)
            && source.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
            } ? nil : "should be 1 to 100 of a-z, 0-9, '.', '-', '_'"
    }
    static let overlap = ConfigurationKey(
        "incremental.overlap", default: Duration.seconds(600),
        meaning: "How far behind the last crawl an incremental one goes back, for changes that showed late.")
    static let restart = ConfigurationKey(
        "restart", default: false, meaning: "Begin anew where the last crawl was interrupted.")
    static let resumeWithin = ConfigurationKey(
        "resume.within", default: Duration.seconds(86_400),
        meaning: "An interrupted crawl that began longer ago is not taken up again.")
    static let pageSize = ConfigurationKey(
        "page.size", default: ListingQuery.largestPage, meaning: "Models a page; the hub gives at most 1000."
    ) { (1...ListingQuery.largestPage).contains($0) ? nil : "should be 1 to 1000" }
    static let pageBytes = ConfigurationKey(
        "page.bytes", default: 256 << 20, meaning: "The largest page that is read, in bytes."
    ) { (1024...(1 << 30)).contains($0) ? nil : "should be 1024 to 1073741824" }
    static let pageTimeout = ConfigurationKey(
        "page.timeout", default: Duration.seconds(120), meaning: "How long one page may take to arrive as a whole.")
    static let attempts = ConfigurationKey(
        "retry.attempts", default: 8, meaning: "Attempts at one page before the crawl ends."
    ) { (1...100).contains($0) ? nil : "should be 1 to 100" }
    static let retryBase = ConfigurationKey(
        "retry.base", default: Duration.seconds(1),
        meaning: "The wait after the first failure; it doubles with every further one, less up to half at random.")
    static let retryLongest = ConfigurationKey(
        "retry.longest", default: Duration.seconds(600),
        meaning: "The longest wait between two attempts, and the longest the hub may ask for.")
    static let patience = ConfigurationKey(
        "ingest.patience", default: Duration.seconds(60),
        meaning: "How long to go on without any progress of the ingest service.")
    static let json = ConfigurationKey("json", default: false, meaning: "Print the report as one JSON object.")

    /// Everything a person can set.
    public static let registry = ConfigurationRegistry(
        program: "groundswell-crawl", version: CrawlProgram.version,
        summary: "Reads the hub's listing of models and sends what it says to the ingest service.",
        keys: [
            sockets, state, hub, tokenFile, mode, sort, limit, fields, source, overlap, restart, resumeWithin, pageSize,
            pageBytes, pageTimeout, attempts, retryBase, retryLongest, patience, json, ServiceMain.logLevel,
        ])
}
