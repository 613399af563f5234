import Columns

/// How far a figure is in few hands: shares, HHI, effective number, CR_k and Gini of one set of holders.
public struct Concentration: Sendable {
    public static let measure = MeasureDefinition("concentration", unit: "share", "how far a figure is in few hands")

    /// What is asked.
    public struct Question: Sendable, Equatable {
        public var by: Holders.By
        public var figure: HeldFigure
        public var k: Int
        /// Whether holders of nothing count: for the Gini coefficient, and for how many holders there are.
        public var zeros: Bool
        public var filter: LeaderboardFilter
        /// How many shares are wanted.
        public var limit: Int

        public init(
            by: Holders.By = .country, figure: HeldFigure = .netLikes, k: Int = 4, zeros: Bool = false,
            filter: LeaderboardFilter = LeaderboardFilter(), limit: Int = 20
        ) {
            self.by = by
            self.figure = figure
            self.k = k
            self.zeros = zeros
            self.filter = filter
            self.limit = limit
        }
    }

    public let shares: [HeldShare]
    /// What is attributed to somebody, and all there is.
    public let known: ExactSum
    public let all: ExactSum
    /// Holders that count, and those with a figure of nothing, counted or not.
    public let holders: Int
    public let zeroHolders: Int
    public let hhi: Bounded
    public let effectiveNumber: Bounded
    /// Nil: there are fewer holders than k.
    public let ratio: Bounded?
    public let gini: Bounded

    public init(_ question: Question, _ facts: Facts, _ world: World) {
        let holders = Holders(question.by, in: world)
        func holdings<Amount>(_: Amount.Type) -> Holdings<Amount> {
            Holdings(
                question.figure, by: holders, filter: question.filter, limit: question.limit, facts, world)
        }
        if holders.shared.isEmpty {
            self.init(holdings(Int64.self), k: question.k, zeros: question.zeros)
        } else {
            self.init(holdings(Int128.self), k: question.k, zeros: question.zeros)
        }
    }

    public init<Amount>(_ holdings: Holdings<Amount>, k: Int, zeros: Bool) {
        let empty = holdings.amounts.firstIndex { $0 > 0 } ?? holdings.amounts.count
        let amounts = zeros ? holdings.amounts : Array(holdings.amounts[empty...])
        shares = holdings.shares
        known = holdings.known
        all = holdings.all
        holders = amounts.count
        zeroHolders = empty
        hhi = HHI.of(amounts, unattributed: holdings.unattributed)
        effectiveNumber = EffectiveNumber.of(hhi)
        ratio = ConcentrationRatio.of(k, amounts, unattributed: holdings.unattributed)
        gini = Gini.of(amounts, unattributed: holdings.unattributed)
    }
}
