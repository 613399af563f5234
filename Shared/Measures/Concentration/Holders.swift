import Columns
import Domain

/// Whom each model is counted for: its publisher's country, its publisher, the publisher's kind, how it can be had, or
/// itself.
///
/// A joint release is shared equally among its organisations' countries; as a publisher, and for the publisher's kind, the
/// organisation that is named first counts. Countries, kinds and access that nobody knows, and models without a publisher,
/// are attributed to nobody: never to `other`.
public struct Holders: Sendable {
    public enum By: String, Sendable, CaseIterable { case country, organization, kind, access, model }

    public let by: By
    /// The holder of each row; -1: nobody known; -2: several, which are in `shared`.
    let ofRow: [Int32]
    /// The holders of joint releases by row, -1 among them where a country is not known: each has an equal part.
    let shared: [Int32: [Int32]]
    /// In so many parts of one every share is a whole number; 1: nothing is shared.
    let unit: Int64
    /// How many holders there are.
    public let count: Int
    /// Names by holder; empty where each row is its own.
    private let names: [String]
    private let rowNames: StringColumn

    public init(_ by: By, in world: World) {
        self.by = by
        rowNames = world.models.name
        let n = world.models.count
        var shared: [Int32: [Int32]] = [:]
        switch by {
        case .model:
            ofRow = (0..<Int32(n)).map { $0 }
            names = []
            count = n
        case .organization:
            ofRow = world.organizationRow.map { $0 == .null ? -1 : $0 }
            names = world.organizations.name
            count = names.count
        case .kind:
            ofRow = world.organizationRow.map {
                let kind = $0 == .null ? .unknown : world.organizations.kind[Int($0)]
                return kind == .unknown ? -1 : Int32(kind.rawValue)
            }
            names = OrganizationKind.allCases.dropLast().map(\.name)
            count = names.count
        case .access:
            ofRow = world.models.access.map { $0 == .unknown ? -1 : Int32($0.rawValue) }
            names = Access.allCases.dropLast().map(\.name)
            count = names.count
        case .country:
            var index = [Int32](repeating: -1, count: 1 << 16)
            var found: [String] = []
            func holder(_ country: Country) -> Int32 {
                guard country.isKnown else { return -1 }
                let raw = Int(country.rawValue)
                if index[raw] < 0 {
                    index[raw] = Int32(found.count)
                    found.append(country.name)
                }
                return index[raw]
            }
            var rows = [Int32](unsafeUninitializedCapacity: n) { rows, count in
                for (row, country) in world.models.country.enumerated() {
                    rows.initializeElement(at: row, to: holder(country))
                }
                count = n
            }
            for (row, countries) in world.joint.countries {
                rows[Int(row)] = -2
                shared[row] = countries.map(holder)
            }
            ofRow = rows
            names = found
            count = found.count
        }
        self.shared = shared
        unit = shared.isEmpty ? 1 : world.joint.unit
    }

    /// The parts of a joint release's amount: holders, -1 for nobody known, and what each has in parts of `unit`.
    func forEachPart(_ row: Int, _ amount: Int64, _ body: (_ holder: Int, _ parts: Int128) -> Void) {
        guard let holders = shared[Int32(row)] else { return }
        let parts = Int128(amount) * Int128(unit / Int64(holders.count))
        for holder in holders { body(Int(holder), parts) }
    }

    /// The name of a holder.
    func name(_ holder: Int) -> String { names.isEmpty ? rowNames[holder] : names[holder] }

    /// The holder of a name as `name` gives it; nil: nobody is called so here.
    func holder(_ name: String) -> Int? {
        by == .model ? (0..<count).first { rowNames[$0] == name } : names.firstIndex(of: name)
    }

    /// Names in the order in which ties are broken.
    static func isBefore(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}

/// One holder's part of a whole.
public struct HeldShare: Sendable, Equatable {
    public var key: String
    /// Of all that is attributed to somebody; 0 to 1.
    public var value: Double
    /// The holder's amount: a part of it where it shares with others.
    public var numerator: ExactSum

    public init(key: String, value: Double, numerator: ExactSum) {
        self.key = key
        self.value = value
        self.numerator = numerator
    }
}
