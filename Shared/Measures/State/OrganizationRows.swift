import Columns
import Domain

/// The row of each model's publisher among a state's organisations, by way of its id.
public struct OrganizationRows: RandomAccessCollection, Equatable, Sendable {
    private let ids: Column<Int32>
    /// By the store's id; those that are another's aliases have its row.
    private let rowOfId: [Int32]

    /// - Parameters:
    ///   - ids: the publisher of each model, by the store's id; `.null` without one.
    ///   - rowOfId: by the store's id of an organisation its row.
    init(_ ids: Column<Int32>, rowOfId: [Int32]) {
        self.ids = ids
        self.rowOfId = rowOfId
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { ids.count }

    public subscript(row: Int) -> Int32 {
        let id = ids[row]
        return id == .null ? .null : rowOfId[Int(id)]
    }

    public static func == (a: OrganizationRows, b: OrganizationRows) -> Bool { a.elementsEqual(b) }
}
