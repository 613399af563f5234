import Columns

/// The rows of each identity of a world in one body of facts, those of all its names together.
struct IdentityRows<Row: ModelRow> {
    private let grouped: ModelGrouped<Row>
    private let world: World
    /// Rows of the world with more than one name; empty where there are none.
    private let merged: [Bool]

    init(_ grouped: ModelGrouped<Row>, _ world: World) {
        self.grouped = grouped
        self.world = world
        var merged: [Bool] = []
        if !world.members.isEmpty {
            merged = [Bool](repeating: false, count: world.models.count)
            for id in world.members.keys where world.rowOfId[Int(id)] != .null {
                merged[Int(world.rowOfId[Int(id)])] = true
            }
        }
        self.merged = merged
    }

    /// In their order; empty for most.
    @inline(__always)
    subscript(row: Int) -> ArraySlice<Row> {
        let id = world.models.id[row]
        if merged.isEmpty || !merged[row] { return Array(grouped.group(id))[...] }
        var rows: [Row] = []
        for member in world.members[id] ?? [id] { rows += grouped.group(member) }
        rows.sort { $0.isBefore($1) }
        return rows[...]
    }
}
