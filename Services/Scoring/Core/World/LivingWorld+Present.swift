import Columns
import Domain
import Measures

extension LivingWorld {
    /// What is said of the world without holding it.
    struct Summary {
        var facts = Facts()
        var epoch: Int64 = 0
        var publishedBatch: Int64 = 0
        /// Whether there is a state.
        var isLoaded = false
        var models = 0
        /// Of the published epoch, as its number and batch are.
        var asOf: Timestamp?
        /// Names of ids that answer to another's row.
        var names: [Int32: String] = [:]
    }

    var summary: Summary {
        current.withLock { kept in
            var summary = kept.summary
            summary.facts = kept.state.facts
            summary.epoch = kept.state.epoch
            summary.publishedBatch = kept.state.publishedBatch
            return summary
        }
    }

    /// The newest state, as soon as it is not being changed.
    public func present() async -> State {
        await withCheckedContinuation { asker in
            let state = current.withLock { kept -> State? in
                guard kept.waiting != nil else { return kept.state }
                kept.waiting?.append(asker)
                return nil
            }
            if let state { asker.resume(returning: state) }
        }
    }

    /// Takes the state away, so that nobody else holds what is about to change, once who watches has done with it. A new one is to
    /// be given, whatever happens.
    func take() {
        watching.withLock { _ in
            current.withLock { kept in
                kept.state.world = nil
                (kept.state.facts.points, kept.state.facts.amounts) = (ModelGrouped(), ModelGrouped())
                kept.state.facts.adoptions = ModelGrouped()
                kept.waiting = kept.waiting ?? []
            }
        }
    }

    /// Answers from a new state.
    ///
    /// - Parameter earlier: what the models of the state before were like; nil: there was none.
    func adopt(_ work: borrowing Work, _ earlier: EarlierModels?) {
        // Of nothing there is no state.
        guard work.facts.batch > 0, let world = work.derivation?.world else { return }
        let facts = work.facts
        let (waiting, state) = current.withLock { kept in
            kept.state.facts = facts
            kept.state.world = world
            (kept.summary.isLoaded, kept.summary.models) = (true, world.models.count)
            kept.summary.names = world.names
            if let earlier {
                kept.unwatched?.append(earlier)
                kept.unwatched = (kept.unwatched ?? earlier).asWatched
            }
            defer { kept.waiting = nil }
            return (kept.waiting ?? [], kept.state)
        }
        for asker in waiting { asker.resume(returning: state) }
    }
}
