import Wire

/// What has become of a stream's lines, over all its connections.
///
/// Lines that were stored before they were given count as duplicates, as do lines whose ack was lost with a connection:
/// the service no longer knows which of them were new. A reject that was lost with its connection is one of these.
public struct StreamTally: Sendable, Equatable {
    /// The last line whose fate is known.
    public private(set) var line: Int64 = 0
    /// The last batch that holds lines of this stream.
    public private(set) var batch: Int64?
    public private(set) var stored: Int64 = 0
    public private(set) var duplicate: Int64 = 0
    public private(set) var rejected: Int64 = 0
    /// The counts when the present connection began: the service counts from there.
    private var before = (stored: Int64(0), duplicate: Int64(0), rejected: Int64(0))

    /// Nothing yet.
    public init() {}

    /// Lines whose fate is known: stored + duplicate + rejected.
    public var lines: Int64 { stored + duplicate + rejected }

    /// A new connection's counts begin at zero.
    mutating func beginConnection() { before = (stored, duplicate, rejected) }

    /// An ack of the present connection.
    mutating func apply(_ ack: Ack) {
        line = max(line, ack.line)
        batch = ack.batch ?? batch
        stored = before.stored + ack.stored
        duplicate = before.duplicate + ack.duplicate
        rejected = before.rejected + ack.rejected
    }

    /// Lines that need not be sent.
    mutating func skip(duplicates: Int64, rejects: Int64 = 0, through line: Int64) {
        duplicate += duplicates
        rejected += rejects
        before = (stored, duplicate, rejected)
        self.line = max(self.line, line)
    }

    public static func == (a: StreamTally, b: StreamTally) -> Bool {
        (a.line, a.batch, a.stored, a.duplicate, a.rejected) == (b.line, b.batch, b.stored, b.duplicate, b.rejected)
    }
}
