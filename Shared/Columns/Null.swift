/// How columns say "no value": a sentinel, so that a column is one plain block.
extension Int64 {
    /// No value, in a column of integers.
    public static let null = Int64.min
    /// The value, or nil for the sentinel.
    @inlinable
    public var orNil: Int64? { self == .null ? nil : self }
}

extension Int32 {
    /// No value, in a column of indexes, days and words.
    public static let null = Int32.min
    /// The value, or nil for the sentinel.
    @inlinable
    public var orNil: Int32? { self == .null ? nil : self }
}
