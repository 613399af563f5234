/// One value of one series of one model, seen by one source at one time.
public struct Point: ModelRow {
    public var model: Int32
    public var series: Int16
    public var source: Int16
    /// Microseconds since 1970.
    public var at: Int64
    public var value: Int64
    /// The rounding step of the value.
    public var step: Float
    /// The batch that brought it: of two values at one time the later record wins.
    public var batch: UInt32

    public init(model: Int32, series: Int16, source: Int16, at: Int64, value: Int64, step: Float, batch: UInt32) {
        self.model = model
        self.series = series
        self.source = source
        self.at = at
        self.value = value
        self.step = step
        self.batch = batch
    }

    @inlinable
    public func isBefore(_ other: Point) -> Bool {
        if series != other.series { return series < other.series }
        if source != other.source { return source < other.source }
        if at != other.at { return at < other.at }
        return batch < other.batch
    }
}
