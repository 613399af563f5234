import Columns
import Measures

extension LivingWorld {
    /// Rows of facts that were gathered into one block, until the next step puts them in place.
    struct GatheredFacts {
        var statements: ModelGrouped<Columns.Statement>.Gathered?
        var bases: ModelGrouped<StatedBase>.Gathered?
        var points: ModelGrouped<Point>.Gathered?
        var amounts: ModelGrouped<DailyAmount>.Gathered?
        var adoptions: ModelGrouped<Adoption>.Gathered?

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

    /// What only who watches touches.
    struct Watching {
        /// The state that was last watched, and what later ones are compared with.
        var last: State?
        var mark: WatchMark?
    }

    /// Notes what the epochs since the last call brought; of the first there is nothing to compare it with. Who asks does
    /// not wait for those who watch, nor does the next epoch: of several that came meanwhile the last counts.
    public func watch() {
        watching.withLock { watching in
            let (state, rows) = current.withLock { kept in
                defer { kept.unwatched = [] }
                return (kept.state, kept.unwatched)
            }
            guard let world = state.world, watching.last?.epoch != state.epoch else { return }
            let clock = ContinuousClock()
            let start = clock.now
            if let old = watching.last, let before = old.world, let then = watching.mark {
                let rows = rows?.sorted()
                var mark = then
                mark.advance(before, world, rows: rows)
                let events = WatchEvents.between(
                    .init(old.facts, before, then), .init(state.facts, world, mark), rows: rows)
                watching.mark = mark
                log.append(.init(from: before.batch, batch: world.batch, epoch: state.epoch, events: events ?? []))
            } else {
                watching.mark = WatchMark(world)
                log.begin(batch: world.batch, epoch: state.epoch)
            }
            watching.last = state
            condition.withLock { $0.lastWatchSeconds = (clock.now - start) / .seconds(1) }
            watched(world.batch)
        }
    }

    /// Gathers the rows of facts that lie scattered, for the next step to put in place: merging would have to do it itself
    /// one day, and the epoch would wait for it.
    public func gather() {
        let rows = GatheredFacts(state.facts)
        gathered.withLock { $0 = rows }
    }
}
