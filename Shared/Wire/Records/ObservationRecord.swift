import Domain

/// A figure seen at a time: one value of a counter or gauge.
public struct ObservationRecord: Sendable, Equatable {
    public var model: String
    /// The series' id: `likes`, `downloads30d`, or one made known by a series record.
    public var series: String
    public var value: Int64
    /// The rounding step of the value: 1 where it is exact; a difference below it is not adoption.
    public var step: Int64
    public var source: String
    public var at: Timestamp

    public init(model: String, series: String, value: Int64, step: Int64 = 1, source: String, at: Timestamp) {
        self.model = model
        self.series = series
        self.value = value
        self.step = step
        self.source = source
        self.at = at
    }
}
