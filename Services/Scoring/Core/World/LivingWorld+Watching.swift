import Measures

extension LivingWorld {
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
}
