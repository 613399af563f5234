import Columns
import Domain

/// Which organisations of a state were there at its valid time: those that publish anything in it, and those that a
/// source had described by then. The present holds every organisation that was ever named.
public struct OrganizationsThen: Sendable {
    /// By row of the state's organisations.
    public private(set) var isThere: [Bool]

    public init(_ world: World, _ facts: Facts) {
        let isPast = world.asOf != .null && world.asOf < facts.newest
        isThere = [Bool](repeating: !isPast, count: world.organizations.count)
        guard isPast else { return }
        for row in world.organizationRow where row != .null { isThere[Int(row)] = true }
        let aliases = Dictionary(world.organizationAliases.map { ($0.key, $0.row) }) { first, _ in first }
        for statement in facts.organizations where statement.at <= world.asOf {
            let row =
                world.organizations.row(id: statement.organization)
                ?? aliases[ModelName.key(facts.organizationNames[Int(statement.organization)])].map(Int.init)
            if let row { isThere[row] = true }
        }
    }
}
