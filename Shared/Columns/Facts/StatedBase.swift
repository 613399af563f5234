/// A parent that a statement names; (model, source, at, batch, content) is the statement's key.
public struct StatedBase: ModelRow {
    /// The child.
    public var model: Int32
    public var parent: Int32
    public var source: Int16
    public var relation: Int16
    @usableFromInline var brought: UInt32
    public var at: Int64
    public var content: ContentHash

    @inlinable public var batch: Int64 { Int64(brought) }

    public init(
        model: Int32, parent: Int32, source: Int16, relation: Int16, at: Int64, batch: Int64, content: Int64
    ) {
        self.model = model
        self.parent = parent
        self.source = source
        self.relation = relation
        self.at = at
        brought = UInt32(truncatingIfNeeded: batch)
        self.content = ContentHash(content)
    }

    @inlinable
    public func isBefore(_ other: StatedBase) -> Bool {
        if source != other.source { return source < other.source }
        if at != other.at { return at < other.at }
        if batch != other.batch { return batch < other.batch }
        if content != other.content { return content < other.content }
        return parent < other.parent
    }

    /// Whether it belongs to a statement.
    @inlinable
    public func belongs(to s: Statement) -> Bool {
        source == s.source && at == s.at && batch == s.batch && content == s.content
    }
}

extension StatedBase {
    /// 24 bytes.
    public struct Packed: BitwiseCopyable, Sendable {
        @usableFromInline var at: Int64
        @usableFromInline var parent: Int32
        @usableFromInline var source: Int16
        @usableFromInline var relation: Int16
        @usableFromInline var brought: UInt32
        @usableFromInline var content: ContentHash
    }

    public typealias Aside = NothingAside

    public func packed(_ number: (Aside) -> UInt32) -> Packed {
        Packed(at: at, parent: parent, source: source, relation: relation, brought: brought, content: content)
    }

    @inlinable
    public init(_ packed: Packed, model: Int32, _ asides: InternedValues<Aside>) {
        self.model = model
        parent = packed.parent
        source = packed.source
        relation = packed.relation
        brought = packed.brought
        at = packed.at
        content = packed.content
    }
}
