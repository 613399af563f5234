import Columns
import Domain

/// The state of the world at one valid time, as known from one body of facts: what every measure reads.
public struct World: Sendable {
    /// The valid time it was derived for, microseconds since 1970; `.null`: nothing was ever observed.
    public var asOf: Int64
    /// The last batch of the facts it rests on.
    public var batch: Int64
    /// One row an identity that anything was said of by then; rows ascend by the smallest id of the identity.
    public var models: ModelTable
    /// Store id -> row of `models`; `.null` where nothing was said yet. Aliases lead to their identity.
    public var rowOfId: RowsOfIds
    public var organizations: OrganizationTable
    /// The row in `organizations` of each model's publisher; `.null` without one.
    public var organizationRow: OrganizationRows
    /// The few models that several organisations published together.
    public var joint = JointReleases()
    /// Lineage of all relations, rows of `models`.
    public var graph: Graph
    public var descendants: Descendants
    public var tallies: Tallies
    /// Names of sources that anything in it came from, ascending.
    public var sources: [String]
    /// Ids that answer to another identity's row: old names, and the same model elsewhere.
    public var aliases: [(id: Int32, row: Int32)]
    /// The names of the ids in `aliases`.
    public var names: [Int32: String]
    /// The ids of identities with more than one, by the smallest of them.
    public var members: [Int32: [Int32]]
    /// Organisation ids that answer to another organisation's row.
    public var organizationAliases: [(key: String, row: Int32)]

    /// What deriving dropped, flagged and counted: coverage reports it.
    public struct Tallies: Sendable, Equatable {
        public var selfLoops = 0
        public var contradictedRelations = 0
        public var doubleEdges = 0
        public var unmappedLicenses: [String: Int] = [:]
        public var resets = 0
        public var falls = 0
    }

    /// Whether a row is something a source described, and no artifact.
    public func isModel(_ row: Int) -> Bool { models.isModel(row) }
}

extension ModelTable {
    /// Whether a row is something a source described, and no artifact.
    func isModel(_ row: Int) -> Bool { flags[row].isDisjoint(with: [.placeholder, .artifact]) }
}
