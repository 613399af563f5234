import Columns

extension LivingWorld {
    /// Rows of facts that were gathered into one block, until the next step puts them in place.
    struct GatheredFacts {
        var statements: ModelGrouped<Columns.Statement>.Gathered?
        var bases: ModelGrouped<StatedBase>.Gathered?
        var points: ModelGrouped<Point>.Gathered?
        var amounts: ModelGrouped<DailyAmount>.Gathered?
        var adoptions: ModelGrouped<Adoption>.Gathered?

        var isEmpty: Bool {
            statements == nil && bases == nil && points == nil && amounts == nil && adoptions == nil
        }

        init() {}

        init(_ facts: Facts) {
            // One of them: each is held twice until the old one is let go.
            amounts = facts.amounts.gathered()
            if amounts != nil { return }
            points = facts.points.gathered()
            if points != nil { return }
            statements = facts.statements.gathered()
            if statements != nil { return }
            bases = facts.bases.gathered()
            if bases != nil { return }
            adoptions = facts.adoptions.gathered()
        }

        func place(in facts: inout Facts) {
            if let statements { facts.statements.adopt(statements) }
            if let bases { facts.bases.adopt(bases) }
            if let points { facts.points.adopt(points) }
            if let amounts { facts.amounts.adopt(amounts) }
            if let adoptions { facts.adoptions.adopt(adoptions) }
        }
    }

    /// Gathers the rows of facts that lie scattered, for the next step to put in place: merging would have to do it itself
    /// one day, and the epoch would wait for it. What waits already is not gathered again.
    public func gather() {
        guard gathered.withLock({ $0.isEmpty }) else { return }
        let rows = GatheredFacts(state.facts)
        gathered.withLock { $0 = rows }
    }
}
