import Columns

/// What the store holds that a reader of an epoch does not know yet.
public enum EpochNews: Sendable {
    /// Nothing has been published.
    case nothing
    /// The reader has the newest epoch.
    case unchanged
    /// What changed since the reader's epoch, in the same generation.
    case changes(EpochHeader, EpochChanges)
    /// Everything: the reader had nothing, or another generation. What changed since the tables were last written whole
    /// stands beside, to be put onto it.
    case whole(EpochHeader, EpochRows, since: ChangedModels)
}

/// Models that changed, to be put onto those of before.
public struct ChangedModels: Sendable {
    /// Those of which anything may have changed, ascending by id.
    public var rows: ModelTable
    /// Figures of models of which nothing else changed since, one table after the other: of a model that is in several, the last
    /// stands. To be put onto `rows`.
    public var figures: [FigureTable]

    public init(rows: ModelTable = ModelTable(), figures: [FigureTable] = []) {
        (self.rows, self.figures) = (rows, figures)
    }
}

/// What changed from one epoch to another.
public struct EpochChanges: Sendable {
    public var models: ChangedModels
    /// Ascending by id.
    public var organizations: OrganizationTable
    public var aliases: [Alias]

    public init(models: ChangedModels, organizations: OrganizationTable, aliases: [Alias]) {
        (self.models, self.organizations, self.aliases) = (models, organizations, aliases)
    }
}

/// Every row of one epoch.
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
