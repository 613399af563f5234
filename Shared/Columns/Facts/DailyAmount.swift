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
    /// 10 bytes: nearly all days are of this century and the next, all kinds and sources few, and all sums small.
    public struct Packed: BitwiseCopyable, Sendable {
        @usableFromInline var day: UInt16
        /// The kind in the upper four bits.
        @usableFromInline var origin: UInt16
        /// The lower 16 bits of the count and of the amount, and the upper eight of each; `aside`: the row stands aside,
        /// under the number that the first two make up.
        @usableFromInline var count: UInt16
        @usableFromInline var amount: UInt16
        @usableFromInline var upper: UInt16
    }

    /// A row that does not fit.
    public struct Aside: Internable {
        @usableFromInline var amount: Int64
        @usableFromInline var day: Int32
        @usableFromInline var count: Int32
        @usableFromInline var kind: Int16
        @usableFromInline var source: Int16

        public var mixed: UInt64 { mix(mix(mix(mix(mix(0, amount), count), day), kind), source) }
    }

    /// Amounts of 24 bits begin above -128 * 65,536, so that none looks like this.
    @usableFromInline static var aside: UInt16 { 0x8000 }

    public func packed(_ number: (Aside) -> UInt32) -> Packed {
        if UInt16(exactly: day) != nil, (0..<16).contains(kind), (0..<4_096).contains(source),
            (-1 << 23..<1 << 23).contains(count), (-127 << 16..<1 << 23).contains(amount)
        {
            let bits = UInt32(truncatingIfNeeded: amount)
            return Packed(
                day: UInt16(truncatingIfNeeded: day), origin: UInt16(kind) << 12 | UInt16(source),
                count: UInt16(truncatingIfNeeded: count), amount: UInt16(truncatingIfNeeded: bits),
                upper: UInt16(truncatingIfNeeded: bits >> 16) << 8 | UInt16(truncatingIfNeeded: count >> 16) & 0xff)
        }
        let number = number(Aside(amount: amount, day: day, count: count, kind: kind, source: source))
        return Packed(
            day: UInt16(truncatingIfNeeded: number), origin: UInt16(truncatingIfNeeded: number >> 16), count: 0,
            amount: 0, upper: Self.aside)
    }

    @inlinable
    public init(_ packed: Packed, model: Int32, _ asides: InternedValues<Aside>) {
        self.model = model
        if packed.upper & 0xff00 != Self.aside {
            day = Int32(packed.day)
            kind = Int16(packed.origin >> 12)
            source = Int16(packed.origin & 0xfff)
            count = Int32(Int8(truncatingIfNeeded: packed.upper)) << 16 | Int32(packed.count)
            amount = Int64(Int8(truncatingIfNeeded: packed.upper >> 8)) << 16 | Int64(packed.amount)
        } else {
            let aside = asides[UInt32(packed.origin) << 16 | UInt32(packed.day)]
            day = aside.day
            kind = aside.kind
            source = aside.source
            count = aside.count
            amount = aside.amount
        }
    }
}
