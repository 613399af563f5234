import Domain

/// Something counted that happened at a time.
public struct EventRecord: Sendable, Equatable {
    /// Who adopted.
    public struct Adopter: Sendable, Equatable {
        public var id: String
        public var country: Country?
        public var kind: OrganizationKind?

        public init(id: String, country: Country? = nil, kind: OrganizationKind? = nil) {
            self.id = id
            self.country = country
            self.kind = kind
        }
    }

    /// The source's id of the event: what is sent twice outside a stream is recognised by it.
    public var id: String?
    public var model: String
    public var kind: EventKind
    /// Signed: net = sum.
    public var amount: Int64
    public var adopter: Adopter?
    public var source: String
    public var at: Timestamp

    public init(
        id: String? = nil, model: String, kind: EventKind, amount: Int64 = 1, adopter: Adopter? = nil, source: String,
        at: Timestamp
    ) {
        self.id = id
        self.model = model
        self.kind = kind
        self.amount = amount
        self.adopter = adopter
        self.source = source
        self.at = at
    }
}
