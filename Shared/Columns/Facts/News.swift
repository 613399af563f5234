/// What a reading of batches brought, beside the facts themselves.
public struct News: Sendable {
    /// Models whose series, events or identity may have changed, by store id: their daily roll-up is to be written anew.
    public var touched: Set<Int32> = []
    /// Of `touched` those of which anything may have changed, not only days.
    public var wholly: Set<Int32> = []
    /// The days on which series or events of `touched` changed, unordered, as often as they were read; not told of a first
    /// reading.
    public var days: [TouchedDay] = []
    /// The last batch that the store had committed: beyond what was read, where that was too much at once.
    public var committed: Int64 = 0
    /// Models that a source described, by store id.
    public var described: Set<Int32> = []
    /// Rows read from observations and events.
    public var figures = 0
    /// Whether anything came in.
    public var isEmpty = true
    /// Whether identities changed, something was retracted, or nothing was known before: everything may look different, and
    /// the models need not be told one by one.
    public var rewrites = false
    /// Whether statements were retracted: ids that were one identity by the hub's id may be two again.
    public var splits = false
    /// Whether organisations were described, models deleted, artifacts made known, or series added: what many models
    /// are derived from.
    public var isWide = false

    public init() {}

    /// A day of a model.
    public struct TouchedDay: Sendable, Equatable {
        public var model: Int32
        /// Days since 1970-01-01 UTC.
        public var day: Int32

        public init(model: Int32, day: Int32) {
            self.model = model
            self.day = day
        }
    }

    /// Anything of a model may have changed.
    public mutating func touch(_ model: Int32) {
        touched.insert(model)
        wholly.insert(model)
    }

    /// Something came in about a model on a day.
    public mutating func touch(_ model: Int32, day: Int32) {
        touched.insert(model)
        days.append(TouchedDay(model: model, day: day))
    }

    /// Adds what a later reading brought.
    public mutating func formUnion(_ later: News) {
        touched.formUnion(later.touched)
        wholly.formUnion(later.wholly)
        days += later.days
        committed = max(committed, later.committed)
        described.formUnion(later.described)
        figures += later.figures
        isEmpty = isEmpty && later.isEmpty
        rewrites = rewrites || later.rewrites
        splits = splits || later.splits
        isWide = isWide || later.isWide
    }
}
