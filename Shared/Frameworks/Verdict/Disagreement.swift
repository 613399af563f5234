/// Two frameworks that call one model differently.
public struct Disagreement: Sendable, Hashable {
    /// Says open.
    public var open: String
    /// Says not.
    public var closed: String
    /// The first clause of the second that is not met: what separates the two.
    public var clause: Clause?

    /// Every pair that disagrees on one model, in the order of the verdicts.
    public static func pairs(_ verdicts: [Verdict]) -> [Disagreement] {
        var pairs: [Disagreement] = []
        for (i, a) in verdicts.enumerated() {
            for b in verdicts[(i + 1)...] {
                guard let aOpens = a.opens, let bOpens = b.opens, aOpens != bOpens else { continue }
                let (open, closed) = aOpens ? (a, b) : (b, a)
                pairs.append(
                    Disagreement(
                        open: open.framework, closed: closed.framework, clause: closed.failedClauses.first))
            }
        }
        return pairs
    }
}

/// How often each pair of frameworks disagrees over a set of models. Frameworks that grade and do not call a model
/// open or not have no row; a model counts for a pair where both call it.
public struct DisagreementMatrix: Sendable {
    public struct Cell: Sendable, Hashable {
        public var a: String
        public var b: String
        /// Models that both call.
        public var models = 0
        /// `a` says open, `b` does not.
        public var onlyA = 0
        public var onlyB = 0

        /// Share of models on which they disagree; nil without models.
        public var rate: Double? { models == 0 ? nil : Double(onlyA + onlyB) / Double(models) }
    }

    /// One cell a pair, in the order of the registry.
    public private(set) var cells: [Cell] = []

    public init() {}

    /// Counts one model, or several that are called alike. Verdicts stand in one order for all models of a matrix.
    public mutating func add(_ verdicts: [Verdict], times: Int = 1) {
        for (i, a) in verdicts.enumerated() {
            for b in verdicts[(i + 1)...] {
                guard let aOpens = a.opens, let bOpens = b.opens else { continue }
                let index = cell(a.framework, b.framework)
                cells[index].models += times
                if aOpens && !bOpens { cells[index].onlyA += times }
                if bOpens && !aOpens { cells[index].onlyB += times }
            }
        }
    }

    /// Puts the cells in an order of the caller's.
    public mutating func sort(by isBefore: (Cell, Cell) -> Bool) { cells.sort(by: isBefore) }

    private mutating func cell(_ a: String, _ b: String) -> Int {
        if let index = cells.firstIndex(where: { $0.a == a && $0.b == b }) { return index }
        cells.append(Cell(a: a, b: b))
        return cells.count - 1
    }
}
