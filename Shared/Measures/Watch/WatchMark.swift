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
    ///
    /// - Parameter rows: the rows that may differ, new ones at the end; nil: rows may be other models than before.
    public mutating func advance(_ old: World, _ new: World, rows: [Int]?) {
        guard let rows else {
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
