import Wire

/// What a producer learns of its stream, in order.
public enum RecordStreamEvent: Sendable, Equatable {
    /// Everything up to the tally's line is settled.
    case acknowledged(StreamTally)
    /// One line was not taken; its `line` is the stream's.
    case rejected(Reject)
    /// The connection broke; it is being made again.
    case reconnecting(reason: String)
    /// It stands again; the stream is stored up to this line, and what lies behind it is sent again.
    case resumed(line: Int64)
}
