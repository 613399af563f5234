import Columns
import Domain

/// Which models a leaderboard is about; what is nil does not matter.
public struct LeaderboardFilter: Sendable, Equatable {
    public var country: Country?
    /// The store's organisation id.
    public var organization: Int32?
    public var access: Access?
    /// An index into the table's words.
    public var task: Int32?
    public var sizeClass: SizeClass?
    /// The first release day that is in, and the first that is out again; a date known to the month or year counts with
    /// its first day.
    public var releasedAfter: UTCDay?
    public var releasedBefore: UTCDay?

    public init(
        country: Country? = nil, organization: Int32? = nil, access: Access? = nil, task: Int32? = nil,
        sizeClass: SizeClass? = nil, releasedAfter: UTCDay? = nil, releasedBefore: UTCDay? = nil
    ) {
        self.country = country
        self.organization = organization
        self.access = access
        self.task = task
        self.sizeClass = sizeClass
        self.releasedAfter = releasedAfter
        self.releasedBefore = releasedBefore
    }

    /// Whether every model is in.
    public var isEmpty: Bool { self == LeaderboardFilter() }

    /// Why no model can be in, whatever is known of it; nil: one could.
    public var contradiction: String? {
        guard let releasedAfter, let releasedBefore, releasedAfter >= releasedBefore else { return nil }
        return "'releasedAfter' is not before 'releasedBefore': no model can fulfil both"
    }

    /// Whether a row is in.
    func matches(_ table: ModelTable, _ row: Int) -> Bool {
        if let country, table.country[row] != country { return false }
        if let organization, table.organization[row] != organization { return false }
        if let access, table.access[row] != access { return false }
        if let task, table.task[row] != task { return false }
        if let sizeClass, SizeClass(parameters: table.parameters[row]) != sizeClass { return false }
        if releasedAfter != nil || releasedBefore != nil {
            let day = table.released[row]
            if day == .null { return false }
            if let releasedAfter, day < releasedAfter.number { return false }
            if let releasedBefore, day >= releasedBefore.number { return false }
        }
        return true
    }
}
