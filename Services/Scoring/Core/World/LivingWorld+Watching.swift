import Measures

extension LivingWorld {
    /// What only who watches touches.
    struct Watching {
        /// What later states are compared with: of the state that was last watched what a comparison reads, but for its models.
        var last: WatchEvents.Before?
        var epoch: Int64 = 0
    }

    /// Notes what the epochs since the last call brought; of the first there is nothing to compare it with. Who asks does
    /// not wait for those who watch, nor does the next epoch, unless it is about to change what they look at: of several that
    /// came meanwhile the last counts.
    public func watch() {
        watching.withLock { watching in
            let epoch = watching.epoch
            let found = current.withLock { kept -> (State, World, EarlierModels?)? in
                // What is being changed, or is not published yet, is told of when it is.
                guard kept.state.isPublished, let world = kept.state.world, kept.state.epoch != epoch else {
                    return nil
                }
                defer { kept.unwatched = nil }
                return (kept.state, world, kept.unwatched)
            }
            guard let (state, world, earlier) = found else { return }
            let clock = ContinuousClock()
            let start = clock.now
            let new: WatchEvents.Side
            if var old = watching.last {
                old.models = earlier ?? old.models
                var mark = old.mark
                mark.advance(old.models, world)
                new = WatchEvents.Side(state.facts, world, mark)
                let events = WatchEvents.between(old, new)
                log.append(.init(from: old.batch, batch: world.batch, epoch: state.epoch, events: events ?? []))
            } else {
                new = WatchEvents.Side(state.facts, world, WatchMark(world))
                log.begin(batch: world.batch, epoch: state.epoch)
            }
            watching.last = WatchEvents.Before(unchanged: new)
            watching.epoch = state.epoch
            condition.withLock { $0.lastWatchSeconds = (clock.now - start) / .seconds(1) }
            watched(world.batch)
        }
    }
}
