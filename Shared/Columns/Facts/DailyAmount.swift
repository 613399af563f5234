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
