import Columns

/// A figure of models that is added up by holder.
public enum HeldFigure: String, Sendable, CaseIterable {
    case netLikes, downloads30d, downloadsAllTime, pulls
    /// Children, direct or over any number of steps; a child counts for each of its ancestors.
    case derivatives, descendants
    /// Models that are described, and released by then.
    case releases
    /// Offers in force.
    case deployments

    public var unit: String {
        switch self {
        case .netLikes: "likes"
        case .downloads30d, .downloadsAllTime: "downloads"
        case .pulls: "pulls"
        case .derivatives, .descendants, .releases: "models"
        case .deployments: "deployments"
        }
    }

    /// In words, for denominators.
    public var words: String {
        switch self {
        case .netLikes: "net likes"
        case .downloads30d: "downloads of the last thirty days"
        case .downloadsAllTime: "downloads since creation"
        case .pulls: "pulls since creation"
        case .derivatives: "direct children"
        case .descendants: "descendants"
        case .releases: "models described"
        case .deployments: "deployments in force"
        }
    }

    /// Tells the figure of every row that has one; artifacts have none, and of placeholders only what is above zero counts.
    @inline(__always)
    func forEach(_ facts: Facts, _ world: World, _ body: (_ row: Int, _ value: Int64) -> Void) {
        let table = world.models
        // One loop for all columns, with what is done for a row in it.
        @inline(__always)
        func scan<Values: RandomAccessCollection>(_ column: Values, none: Values.Element?)
        where Values.Element: BinaryInteger, Values.Index == Int {
            for row in 0..<column.count {
                let value = column[row]
                if value == none { continue }
                let flags = table.flags[row]
                if flags.contains(.artifact) || (value <= 0 && flags.contains(.placeholder)) { continue }
                body(row, Int64(value))
            }
        }
        switch self {
        case .netLikes: scan(table.netLikes, none: .null)
        case .downloads30d: scan(table.downloads30d, none: .null)
        case .downloadsAllTime: scan(table.downloadsAllTime, none: .null)
        case .pulls: scan(table.pulls, none: .null)
        case .derivatives: scan(table.derivatives, none: nil)
        case .descendants: scan(table.descendants, none: nil)
        case .releases:
            let today = world.today
            for row in 0..<table.count where world.isModel(row) {
                if table.released[row] == .null || table.released[row] <= today { body(row, 1) }
            }
        case .deployments:
            FlowScan(facts, world).openDeployments { row, count in
                if !table.flags[row].contains(.artifact) { body(row, count) }
            }
        }
    }
}
