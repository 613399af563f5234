import Wire

/// What a crawl came to: the object of `--json`, and its sentence.
struct CrawlReport: Sendable {
    var mode: String
    var stream: String
    /// Whether the listing was followed to where it should end.
    var isComplete: Bool
    /// Why not, where it was not.
    var failure: CrawlError?
    /// Where the next incremental crawl begins.
    var watermark: String?
    var tally: CrawlTally
    var milliseconds: Int64

    var json: JSONValue {
        [
            "mode": .string(mode), "stream": .string(stream), "complete": .bool(isComplete),
            "error": failure.map { ["code": .string($0.code), "message": .string("\($0)")] } ?? .null,
            "watermark": watermark.map { .string($0) } ?? .null, "pages": number(tally.pages),
            "models": number(tally.models), "changed": number(tally.changed), "repeated": number(tally.repeated),
            "requests": number(tally.requests), "retries": number(tally.retries),
            "waits": ["count": number(tally.waits), "milliseconds": number(tally.waitedMilliseconds)],
            "resumed": number(tally.resumed),
            "records": [
                "stored": .integer(tally.stored), "duplicate": .integer(tally.duplicate),
                "rejected": .integer(tally.rejected),
            ], "milliseconds": .integer(milliseconds),
        ]
    }

    /// Two lines for a person.
    var text: String {
        """
        \(mode) crawl \(isComplete ? "complete" : "not complete"): \(tally.pages) pages, \(tally.models) models, \
        \(tally.changed) changed, \(tally.repeated) seen again; \(tally.stored) records stored, \
        \(tally.duplicate) there before, \(tally.rejected) rejected
        \(tally.requests) requests, \(tally.retries) of them again, \(tally.waits) waits of \
        \(tally.waitedMilliseconds / 1000) s together, \(milliseconds / 1000) s in this run
        """
    }

    private func number(_ value: Int) -> JSONValue { .integer(Int64(value)) }
}
