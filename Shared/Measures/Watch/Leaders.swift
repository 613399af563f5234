import Columns
import Domain

/// Who leads by net likes now, of all models and within each country, task and size class. Kept up row by row: a batch
/// costs what it touches.
struct Leaders: Sendable {
    enum Scope: Hashable, Sendable {
        case overall
        case country(Country)
        case task(Int32)
        case size(SizeClass)

        func name(_ world: World) -> String {
            switch self {
            case .overall: "overall"
            case .country(let country): "country \(country.name)"
            case .task(let task): "task \(world.models.words[Int(task)])"
            case .size(let size): "sizeClass \(size.name)"
            }
        }
    }

    struct Leader: Sendable {
        var row: Int32
        /// What nobody else in the scope stands above.
        var bound: Int64
    }

    private(set) var all: [Scope: Leader] = [:]

    init(_ world: World) {
        for row in 0..<world.models.count { challenge(row, world) }
    }

    /// - Parameter rows: all that may differ between the two, which were kept; other rows stand where they stood.
    mutating func advance(_ old: EarlierModels, _ new: World, _ rows: [Int]) {
        var lost: Set<Scope> = []
        let leaders = Set(all.values.map(\.row))
        for row in rows where row < old.count && leaders.contains(Int32(row)) {
            for scope in Self.scopes(old.place(of: row), old.models) {
                guard let leader = all[scope], leader.row == Int32(row) else { continue }
                // Whoever fell may still be ahead of everybody.
                let isIn = Self.scopes(row, new.models).contains(scope)
                if !isIn || new.models.netLikes[row] <= leader.bound && !Self.rose(row, old, new) { lost.insert(scope) }
            }
        }
        for row in rows { challenge(row, new, leavingOut: lost) }
        guard !lost.isEmpty else { return }
        for scope in lost { all[scope] = nil }
        for row in 0..<new.models.count where new.models.netLikes[row] > 0 {
            for scope in Self.scopes(row, new.models) where lost.contains(scope) { challenge(row, scope, new) }
        }
    }

    private static func rose(_ row: Int, _ old: EarlierModels, _ new: World) -> Bool {
        let place = old.place(of: row)
        return new.models.netLikes[row] > old.models.netLikes[place]
            || new.models.netLikes[row] == old.models.netLikes[place]
                && new.models.likesReached[row] <= old.models.likesReached[place]
    }

    private mutating func challenge(_ row: Int, _ world: World, leavingOut lost: Set<Scope> = []) {
        guard world.models.netLikes[row] > 0 else { return }
        for scope in Self.scopes(row, world.models) where lost.isEmpty || !lost.contains(scope) {
            challenge(row, scope, world)
        }
    }

    private mutating func challenge(_ row: Int, _ scope: Scope, _ world: World) {
        let level = world.models.netLikes[row]
        guard let leader = all[scope] else {
            all[scope] = Leader(row: Int32(row), bound: 0)
            return
        }
        let held = Int(leader.row)
        if held == row { return }
        if Self.isAhead(row, held, world) {
            all[scope] = Leader(row: Int32(row), bound: max(leader.bound, world.models.netLikes[held]))
        } else if level > leader.bound {
            all[scope]?.bound = level
        }
    }

    /// As the leaderboard ranks: the higher figure, of equals who got there first, then the id that is first bytewise.
    static func isAhead(_ a: Int, _ b: Int, _ world: World) -> Bool {
        let table = world.models
        if table.netLikes[a] != table.netLikes[b] { return table.netLikes[a] > table.netLikes[b] }
        if table.likesReached[a] != table.likesReached[b] { return table.likesReached[a] < table.likesReached[b] }
        return table.name.isLess(a, b)
    }

    static func scopes(_ row: Int, _ models: borrowing ModelTable) -> [Scope] {
        if models.netLikes[row] <= 0 { return [] }
        var scopes = [Scope.overall]
        let country = models.country[row]
        if country.isKnown, country != .other { scopes.append(.country(country)) }
        let task = models.task[row]
        if task != .null { scopes.append(.task(task)) }
        if let size = SizeClass(parameters: models.parameters[row]) { scopes.append(.size(size)) }
        return scopes
    }
}
