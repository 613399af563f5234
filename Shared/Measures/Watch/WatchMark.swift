import Columns

/// What of a state is needed to tell what happened since: kept up as rows change, and the same to the last bit as made
/// anew from the whole state.
public struct WatchMark: Sendable {
    private(set) var leaders: Leaders
    private(set) var climbing: Climbing

    public init(_ world: World) {
        leaders = Leaders(world)
        climbing = Climbing(world)
    }

    /// Brings it from one state to the next.
    public mutating func advance(_ old: EarlierModels, _ new: World) {
        guard let rows = old.rows(of: new.models.count), !old.isOfAnotherDay else {
            self = WatchMark(new)
            return
        }
        leaders.advance(old, new, rows)
        climbing.advance(old, new, rows)
    }

    /// Who leads, in words, for tests: `scope: model`.
    func leading(_ world: World) -> [String] {
        leaders.all.map { "\($0.key.name(world)): \(world.models.name[Int($0.value.row)])" }.sorted()
    }
}
