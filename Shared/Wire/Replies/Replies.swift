/// The first line of a producer that wants exactly-once.
public struct StreamHeader: Sendable, Equatable {
    /// `file:sha256:9f2c...`: what names the stream for ever.
    public var name: String
    /// The source its writer acts for; nil: each record says.
    public var source: String?
    /// The next record is stream line `from` + 1.
    public var from: Int64

    /// What the stream's position is kept under: two sources that name their streams alike have two streams.
    public var key: String { source.map { "\($0)|\(name)" } ?? name }

    public init(name: String, source: String? = nil, from: Int64 = 0) {
        self.name = name
        self.source = source
        self.from = from
    }
}

/// Up to where a stream is stored; lines at or below it are skipped.
public struct Resume: Sendable, Equatable {
    public var line: Int64
    public init(line: Int64) { self.line = line }
}

/// Everything up to a line has been committed; counts are cumulative on the connection and add up to the lines received.
public struct Ack: Sendable, Equatable {
    public var line: Int64
    /// The number of the last batch that holds rows of this connection; nil: none yet.
    public var batch: Int64?
    public var stored: Int64
    public var duplicate: Int64
    public var rejected: Int64
    /// The last ack of a connection whose producer has half-closed.
    public var end: Bool

    public init(line: Int64, batch: Int64?, stored: Int64, duplicate: Int64, rejected: Int64, end: Bool = false) {
        self.line = line
        self.batch = batch
        self.stored = stored
        self.duplicate = duplicate
        self.rejected = rejected
        self.end = end
    }
}

/// One line was not taken; the rest of the stream goes on.
public struct Reject: Sendable, Equatable, Error {
    public var line: Int64
    public var code: RejectCode
    /// Where in the record: `organization.country`; empty for the line itself.
    public var path: String
    /// A sentence a person can act on.
    public var message: String

    public init(line: Int64 = 0, code: RejectCode, path: String = "", message: String) {
        self.line = line
        self.code = code
        self.path = path
        self.message = message
    }
}
