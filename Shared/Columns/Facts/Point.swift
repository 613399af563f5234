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

extension Point {
    /// 24 bytes: which series, from whom and how exact is the same for millions.
    public struct Packed: BitwiseCopyable, Sendable {
        @usableFromInline var at: Int64
        @usableFromInline var value: Int64
        @usableFromInline var batch: UInt32
        @usableFromInline var aside: UInt32
    }

    public struct Aside: Internable {
        @usableFromInline var series: Int16
        @usableFromInline var source: Int16
        /// The bits of the step: all of them tell steps apart.
        @usableFromInline var step: UInt32

        public var mixed: UInt64 { mix(mix(mix(0, series), source), step) }
    }

    public func packed(_ number: (Aside) -> UInt32) -> Packed {
        Packed(
            at: at, value: value, batch: batch,
            aside: number(Aside(series: series, source: source, step: step.bitPattern)))
    }

    @inlinable
    public init(_ packed: Packed, model: Int32, _ asides: InternedValues<Aside>) {
        let aside = asides[packed.aside]
        self.model = model
        series = aside.series
        source = aside.source
        at = packed.at
        value = packed.value
        step = Float(bitPattern: aside.step)
        batch = packed.batch
    }
}
