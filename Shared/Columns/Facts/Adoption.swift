import Domain

/// One event of a kind whose adopter matters (a deployment offered or withdrawn), as it was recorded.
public struct Adoption: ModelRow, Equatable {
    public var model: Int32
    /// Index into `Facts.adopters`; `.null` where the source names nobody.
    public var adopter: Int32
    public var kind: Int16
    public var source: Int16
    /// Microseconds since 1970.
    public var at: Int64
    public var amount: Int64
    @usableFromInline var brought: UInt32
    /// Hash of the source's id of the event; 0: it gave none.
    public var idHash: Int64

    /// The batch that brought it. Kept in 32 bits, as a statement's is.
    @inlinable public var batch: Int64 { Int64(brought) }

    public init(
        model: Int32, adopter: Int32, kind: Int16, source: Int16, at: Int64, amount: Int64, batch: Int64, idHash: Int64
    ) {
        self.model = model
        self.adopter = adopter
        self.kind = kind
        self.source = source
        self.at = at
        self.amount = amount
        brought = UInt32(truncatingIfNeeded: batch)
        self.idHash = idHash
    }

    @inlinable
    public func isBefore(_ other: Adoption) -> Bool {
        if kind != other.kind { return kind < other.kind }
        if source != other.source { return source < other.source }
        if at != other.at { return at < other.at }
        if adopter != other.adopter { return adopter < other.adopter }
        if amount != other.amount { return amount < other.amount }
        return idHash < other.idHash
    }
}

extension Adoption {
    /// 28 bytes: what happened and who says so is the same for many.
    public struct Packed: BitwiseCopyable, Sendable {
        @usableFromInline var at: Halves
        @usableFromInline var idHash: Halves
        @usableFromInline var adopter: Int32
        @usableFromInline var brought: UInt32
        @usableFromInline var aside: UInt32
    }

    public struct Aside: Internable {
        @usableFromInline var amount: Int64
        @usableFromInline var kind: Int16
        @usableFromInline var source: Int16

        public var mixed: UInt64 { mix(mix(mix(0, amount), kind), source) }
    }

    public func packed(_ number: (Aside) -> UInt32) -> Packed {
        Packed(
            at: Halves(at), idHash: Halves(idHash), adopter: adopter, brought: brought,
            aside: number(Aside(amount: amount, kind: kind, source: source)))
    }

    @inlinable
    public init(_ packed: Packed, model: Int32, _ asides: InternedValues<Aside>) {
        let aside = asides[packed.aside]
        self.model = model
        adopter = packed.adopter
        kind = aside.kind
        source = aside.source
        at = packed.at.number
        amount = aside.amount
        brought = packed.brought
        idHash = packed.idHash.number
    }
}

/// Who adopted, as the source of an event names them: the same name with another country is another adopter.
public struct Adopter: Sendable, Equatable {
    public var name: String
    public var country: Country?
    public var kind: OrganizationKind?

    public init(name: String, country: Country?, kind: OrganizationKind?) {
        self.name = name
        self.country = country
        self.kind = kind
    }
}
