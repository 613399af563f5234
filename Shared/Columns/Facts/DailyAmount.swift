/// What happened to one model in one UTC day: the sum of the amounts of one kind of event from one source. Integers, so
/// that the order of arrival never shows.
public struct DailyAmount: ModelRow {
    public var model: Int32
    /// Days since 1970, UTC.
    public var day: Int32
    public var kind: Int16
    public var source: Int16
    /// How many events it sums up: none is another thing than a like and an unlike.
    public var count: Int32
    public var amount: Int64

    public init(model: Int32, day: Int32, kind: Int16, source: Int16, amount: Int64, count: Int32 = 1) {
        self.model = model
        self.day = day
        self.kind = kind
        self.source = source
        self.amount = amount
        self.count = count
    }

    @inlinable
    public func isBefore(_ other: DailyAmount) -> Bool {
        if kind != other.kind { return kind < other.kind }
        if source != other.source { return source < other.source }
        return day < other.day
    }
}

extension DailyAmount {
    /// 16 bytes: nearly all sums fit into 32 bits.
    public struct Packed: BitwiseCopyable, Sendable {
        @usableFromInline var day: Int32
        @usableFromInline var kind: Int16
        @usableFromInline var source: Int16
        /// The number of what stands aside, where the amount does.
        @usableFromInline var count: Int32
        /// `aside`: it stands aside, with the count.
        @usableFromInline var amount: Int32
    }

    /// An amount that does not fit.
    public struct Aside: Internable {
        @usableFromInline var amount: Int64
        @usableFromInline var count: Int32

        public var mixed: UInt64 { mix(mix(0, amount), count) }
    }

    @usableFromInline static var aside: Int32 { .min }

    public func packed(_ number: (Aside) -> UInt32) -> Packed {
        if let narrow = Int32(exactly: amount), narrow != Self.aside {
            return Packed(day: day, kind: kind, source: source, count: count, amount: narrow)
        }
        return Packed(
            day: day, kind: kind, source: source,
            count: Int32(bitPattern: number(Aside(amount: amount, count: count))), amount: Self.aside)
    }

    @inlinable
    public init(_ packed: Packed, model: Int32, _ asides: InternedValues<Aside>) {
        self.model = model
        day = packed.day
        kind = packed.kind
        source = packed.source
        if packed.amount != Self.aside {
            count = packed.count
            amount = Int64(packed.amount)
        } else {
            let aside = asides[UInt32(bitPattern: packed.count)]
            count = aside.count
            amount = aside.amount
        }
    }
}
