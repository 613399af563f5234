import Wire

/// One connection's share of a batch.
public struct Participant: Sendable {
    /// The connection, as ingest numbers it.
    public var connection: UInt64
    /// Its stream's name; nil: it has none.
    public var stream: String?
    /// The user whose connection it is, as the kernel says.
    public var user: UInt32
    /// The last line of this connection in the batch.
    public internal(set) var lastLine: Int64 = 0
    /// Up to where the stream will be stored; nil where the batch does not move it.
    public internal(set) var position: Int64?
    /// Lines up to `lastLine`, on the whole connection, that were duplicates or rejected before they came here.
    public internal(set) var duplicates: Int64 = 0
    public internal(set) var rejects: Int64 = 0
    /// Rows of this connection in the batch.
    public internal(set) var rows: Int64 = 0

    init(connection: UInt64, stream: String?, user: UInt32) {
        self.connection = connection
        self.user = user
        self.stream = stream
    }
}

/// What became of one connection's share of a batch.
public struct ParticipantOutcome: Sendable {
    public var participant: Participant
    /// The batch that holds its rows; nil where none were stored.
    public var batch: Int64?
    public var stored: Int64
    public var duplicates: Int64
    public var rejects: [Reject]
}
