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
    /// 20 bytes: which series, from whom and how exact is the same for millions, and hardly a value needs more than 32 bits.
    public struct Packed: BitwiseCopyable, Sendable {
        @usableFromInline var at: Halves
        /// `aside`: it stands aside.
        @usableFromInline var value: UInt32
        @usableFromInline var batch: UInt32
        @usableFromInline var aside: UInt32
    }

    public struct Aside: Internable {
        /// A value that does not fit; 0 where it does.
        @usableFromInline var large: Int64
        @usableFromInline var series: Int16
        @usableFromInline var source: Int16
        /// The bits of the step: all of them tell steps apart.
        @usableFromInline var step: UInt32

        public var mixed: UInt64 { mix(mix(mix(mix(0, series), source), step), large) }
    }

    @usableFromInline static var aside: UInt32 { .max }

    public func packed(_ number: (Aside) -> UInt32) -> Packed {
        let fits = (0..<Int64(Self.aside)).contains(value)
        return Packed(
            at: Halves(at), value: fits ? UInt32(truncatingIfNeeded: value) : Self.aside, batch: batch,
            aside: number(Aside(large: fits ? 0 : value, series: series, source: source, step: step.bitPattern)))
    }

    @inlinable
    public init(_ packed: Packed, model: Int32, _ asides: InternedValues<Aside>) {
        let aside = asides[packed.aside]
        self.model = model
        series = aside.series
        source = aside.source
        at = packed.at.number
        value = packed.value != Self.aside ? Int64(packed.value) : aside.large
        step = Float(bitPattern: aside.step)
        batch = packed.batch
    }
}
