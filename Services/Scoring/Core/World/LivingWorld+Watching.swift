import Measures

extension LivingWorld {
    /// What only who watches touches.
    struct Watching {
        /// What later states are compared with: of the state that was last watched what a comparison reads.
        var last: WatchEvents.Side?
        var epoch: Int64 = 0
    }

    /// Notes what the epochs since the last call brought; of the first there is nothing to compare it with. Who asks does
    /// not wait for those who watch, nor does the next epoch: of several that came meanwhile the last counts.
    public func watch() {
        watching.withLock { watching in
            let (state, rows) = current.withLock { kept in
                defer { kept.unwatched = [] }
                return (kept.state, kept.unwatched)
            }
            guard let world = state.world, watching.last == nil || watching.epoch != state.epoch else { return }
            let clock = ContinuousClock()
            let start = clock.now
            if let old = watching.last {
                let rows = rows?.sorted()
                var mark = old.mark
                mark.advance(old.world, world, rows: rows)
                let new = WatchEvents.Side(state.facts, world, mark)
                let events = WatchEvents.between(old, new, rows: rows)
                log.append(.init(from: old.world.batch, batch: world.batch, epoch: state.epoch, events: events ?? []))
                watching.last = new.asEarlier
            } else {
                watching.last = WatchEvents.Side(state.facts, world, WatchMark(world)).asEarlier
                log.begin(batch: world.batch, epoch: state.epoch)
            }
            watching.epoch = state.epoch
            condition.withLock { $0.lastWatchSeconds = (clock.now - start) / .seconds(1) }
            watched(world.batch)
        }
    }
}
