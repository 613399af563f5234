import Domain

/// Every organisation identity with what is known of it; rows ascend by id.
public struct OrganizationTable: Sendable {
    /// The store's ids, ascending.
    public var id: [Int32] = []
    /// The namespace as it is written.
    public var name: [String] = []
    public var country: [Country] = []
    public var kind: [OrganizationKind] = []
    /// JSON text by row: display name, parent, aliases, evidence, country provenance. Nothing is known of most.
    public var details: [Int32: String] = [:]

    public init() {}

    public var count: Int { id.count }

    /// Whether it surely is the same table: it lies in the same memory, and has the same details; false tells nothing.
    public func isShared(with other: OrganizationTable) -> Bool {
        id.isShared(with: other.id) && name.isShared(with: other.name) && country.isShared(with: other.country)
            && kind.isShared(with: other.kind) && details == other.details
    }

    /// The row of a store id.
    public func row(id wanted: Int32) -> Int? {
        // Ids are given in order: where none is missing, the row is known without a search.
        if let first = id.first {
            let row = Int(wanted) - Int(first)
            if row >= 0, row < id.count, id[row] == wanted { return row }
        }
        var low = 0
        var high = id.count
        while low < high {
            let middle = (low + high) / 2
            if id[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < id.count && id[low] == wanted ? low : nil
    }
}
