import Columns
import Domain

/// What adoption is counted in where a question lets one choose.
public enum AdoptionWeight: String, Sendable, CaseIterable {
    /// Each model once.
    case count
    /// Net likes.
    case likes
    /// Downloads of the last thirty days.
    case downloads

    /// A row's adoption, not below 0; nil: nobody has counted it.
    @inline(__always)
    func amount(_ world: World, _ row: Int) -> Int64? {
        switch self {
        case .count: 1
        case .likes: world.models.netLikes[row].orNil.map { max(0, $0) }
        case .downloads: world.models.downloads30d[row].orNil.map { max(0, $0) }
        }
    }

    /// The column of it, with `.null` where nobody has counted; nil: each model weighs one.
    func column(_ world: World) -> CountColumn? {
        switch self {
        case .count: nil
        case .likes: world.models.netLikes
        case .downloads: world.models.downloads30d
        }
    }

    /// What is counted.
    public var unit: String {
        switch self {
        case .count: "models"
        case .likes: "likes"
        case .downloads: "downloads"
        }
    }
}

/// The adoption of all described models, and how much of it anybody has counted.
public struct CountedAdoption: Sendable, Equatable {
    public var sum = ExactSum()
    /// Described models, and those of them with a figure.
    public var models = 0
    public var counted = 0

    /// The models with a figure among all; nil without models.
    public var coverage: Double? { models == 0 ? nil : Double(counted) / Double(models) }

    static func += (a: inout CountedAdoption, b: CountedAdoption) {
        a.sum += b.sum
        a.models += b.models
        a.counted += b.counted
    }

    mutating func add(_ amount: Int64?) {
        models += 1
        guard let amount else { return }
        counted += 1
        sum.add(amount)
    }
}

/// A model, an organisation or a country: whatever a question of lineage is about.
public enum LineageSubject: Sendable, Equatable {
    /// Rows of the world.
    case model(Int)
    case organization(Int)
    case country(Country)

    @inline(__always)
    func contains(_ world: World, _ row: Int) -> Bool {
        switch self {
        case .model(let wanted): row == wanted
        case .organization(let wanted): Int(world.organizationRow[row]) == wanted
        // A joint release is one of each of its countries.
        case .country(let wanted):
            world.models.country[row] == wanted
                || world.joint.countries(row, world.models.flags[row])?.contains(wanted) == true
        }
    }
}
