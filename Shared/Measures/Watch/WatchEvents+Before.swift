import Columns

extension WatchEvents {
    /// The earlier side of the comparison: only what is read of it.
    public struct Before: Sendable {
        /// The last batch it knows.
        public var batch: Int64
        /// Its day, days since 1970; nil: nothing had been observed.
        var today: Int32?
        /// When its sources had spoken.
        var facts: Facts
        public var mark: WatchMark
        /// Its models, as far as the later ones differ.
        public var models: EarlierModels

        /// A state whose models are kept whole: the later one may be any.
        public init(whole side: Side) { self.init(side, EarlierModels(side.world)) }

        /// A state of which nothing has changed yet: `models` are to follow.
        public init(unchanged side: Side) { self.init(side, EarlierModels(unchanged: side.world.models.count)) }

        private init(_ side: Side, _ models: EarlierModels) {
            batch = side.world.batch
            today = side.world.asOf == .null ? nil : side.world.today
            facts = Facts()
            facts.batch = side.facts.batch
            facts.newest = side.facts.newest
            facts.sources = side.facts.sources
            facts.heard = side.facts.heard
            mark = side.mark
            self.models = models.asWatched
        }
    }
}
