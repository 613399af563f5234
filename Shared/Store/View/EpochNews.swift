import Columns

/// What the store holds that a reader of an epoch does not know yet.
public enum EpochNews: Sendable {
    /// Nothing has been published.
    case nothing
    /// The reader has the newest epoch.
    case unchanged
    /// Rows that changed since the reader's epoch, in the same generation.
    case changes(EpochHeader, EpochRows)
    /// Everything: the reader had nothing, or another generation. What changed since the tables were last written whole
    /// stands beside, ascending by id, to be put onto it.
    case whole(EpochHeader, EpochRows, since: ModelTable)
}

/// Rows of one epoch, whole or changed ones only.
public struct EpochRows: Sendable {
    /// Ascending by id.
    public var models: ModelTable
    /// Ascending by id.
    public var organizations: OrganizationTable
    public var aliases: [Alias]

    public init(models: ModelTable, organizations: OrganizationTable, aliases: [Alias]) {
        self.models = models
        self.organizations = organizations
        self.aliases = aliases
    }
}

/// A further name that answers for an identity.
public struct Alias: Sendable, Equatable {
    /// What sort of identity; the raw values are the column `sort` of score.alias.
    public enum Sort: Int16, Sendable {
        case model = 0
        case organization = 1
    }

    public var sort: Sort
    /// The store's id.
    public var id: Int32
    /// The name, folded as identity keys are.
    public var key: String

    public init(sort: Sort, id: Int32, key: String) {
        self.sort = sort
        self.id = id
        self.key = key
    }
}
