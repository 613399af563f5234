/// Every limit of a connection, with its default and the reason for it.
public struct LineLimits: Sendable, Equatable {
    /// The longest line, in bytes without its LF. Default 1 MiB, the protocol's limit.
    public var maxLineBytes = 1 << 20

    /// The most that one read takes. Default 256 KiB: a little more than the kernel's default socket buffer, so that
    /// one call empties it.
    public var receiveBufferBytes = 256 << 10

    /// Pending writes are handed to the kernel early once they reach this size. Default 64 KiB.
    public var flushThresholdBytes = 64 << 10

    /// Bytes written but not yet taken by the peer at which a server pauses reading from it. Default 4 MiB. It goes on when
    /// half of that is left. A client goes on reading: if both paused, neither would ever go on.
    public var maxPendingWriteBytes = 4 << 20

    /// Bytes written but not yet taken at which the peer is given up: a handler may write more than the pause above
    /// allows for (answers to a block already read, notifications), yet never without bound. Default 64 MiB.
    public var abandonPendingWriteBytes = 64 << 20

    /// A peer that takes none of the pending bytes for this long is closed. Default 30 s; nil waits forever.
    public var writeStallDeadline: Duration? = .seconds(30)

    /// A line that was begun must be ended within this time, unless reading was paused. Default ten minutes: long
    /// enough for a producer behind a block-buffered pipe. nil waits forever.
    public var lineDeadline: Duration? = .seconds(600)

    /// A connection without a byte in either direction for this long is closed. Default nil: idle peers are welcome.
    public var idleDeadline: Duration? = nil

    /// After a close, how long the peer's remaining input is drained so that it can still read the last lines. Default 2 s.
    public var lingerDeadline: Duration = .seconds(2)

    /// The most a peer may send, in bytes a second averaged over one second; beyond it, reading pauses. Default nil.
    public var maxBytesPerSecond: Int? = nil

    /// The same for all connections of one user together. Default nil.
    public var maxBytesPerSecondOfUser: Int? = nil

    /// Requests begun but not ended (``LineConnection/adjustInFlight(by:)``) at which reading pauses. Default nil.
    public var maxInFlight: Int? = nil

    /// The defaults of a server.
    public init() {}

    /// The defaults of a client: a service that pauses its producers (its database is away) is waited for, so there is no
    /// deadline for stalled writes or begun lines.
    public static var client: LineLimits {
        var limits = LineLimits()
        limits.writeStallDeadline = nil
        limits.lineDeadline = nil
        return limits
    }
}
