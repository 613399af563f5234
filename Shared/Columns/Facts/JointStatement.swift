/// The organisations that a statement names as joint publishers; (source, at, batch, content) is the statement's key.
public struct JointStatement: Sendable {
    public var source: Int16
    public var at: Int64
    @usableFromInline var brought: UInt32
    public var content: ContentHash
    /// The store's ids, the publisher first.
    public var organizations: [Int32]

    @inlinable public var batch: Int64 { Int64(brought) }

    public init(source: Int16, at: Int64, batch: Int64, content: Int64, organizations: [Int32]) {
        self.source = source
        self.at = at
        brought = UInt32(truncatingIfNeeded: batch)
        self.content = ContentHash(content)
        self.organizations = organizations
    }

    /// Whether it belongs to a statement of its model.
    public func belongs(to s: Statement) -> Bool {
        source == s.source && at == s.at && batch == s.batch && content == s.content
    }
}
