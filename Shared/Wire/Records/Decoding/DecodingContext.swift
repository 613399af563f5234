import Domain

/// What a decoder must know beside the line.
struct DecodingContext: Sendable {
    var limits: WireLimits
    /// The clock, for `time.future`.
    var now: Timestamp
    /// The source of the stream, which a record need not repeat and may not contradict.
    var source: String?
    /// The line itself, for the free parts of records, whose order must not be lost.
    var line: JSONValue?
}
