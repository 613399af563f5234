/// Every limit of the wire, named, with its reason.
public struct WireLimits: Sendable {
    /// The longest line in bytes, LF not counted: bounds what a peer can make us hold.
    public var maximumLineBytes = 1 << 20
    /// The deepest nesting of objects and arrays: decoders recurse.
    public var maximumDepth = 16
    /// The longest string field in bytes, where its field has no limit of its own.
    public var maximumStringBytes = 65_536
    /// The longest number in bytes: a double needs no more digits, and reading them costs time.
    public var maximumNumberBytes = 1_200
    /// The longest list in a record.
    public var maximumListCount = 1_000
    /// How far ahead of the clock a record may be, in microseconds: one day.
    public var maximumFuture: Int64 = 86_400_000_000

    public init() {}
}
