import Columns
import Domain

/// Root-attributed adoption: each model's adoption handed to its roots by f, so that families are compared without double
/// counting. The sums over all roots are the adoption of all models.
public struct RootAdoption: Sendable {
    public static let measure = MeasureDefinition(
        "rootAdoption", unit: "share", "each model's adoption handed to its roots")

    public enum Key: String, Sendable, CaseIterable { case model, organization, country }

    public struct Entry: Sendable, Equatable {
        /// A row of models or organisations, or a country's raw value; -1: roots without an organisation.
        public var key: Int
        public var sum: ExactSum
    }

    /// What has any adoption, in no order that means anything.
    public let entries: [Entry]
    public let all: CountedAdoption
    /// How many roots have any.
    public let roots: Int

    public init(by key: Key, weight: AdoptionWeight, in world: World, _ lineage: Lineage) {
        let attribution = Roots(lineage)
        // Sums only of roots that have any: most models are roots, and most of them have little.
        var place = [Int32](repeating: -1, count: world.models.count)
        var entries: [Entry] = []
        func add(_ root: Int, _ amount: Int64, _ share: Int64) {
            if place[root] < 0 {
                place[root] = Int32(entries.count)
                entries.append(Entry(key: root, sum: ExactSum()))
            }
            entries[Int(place[root])].sum.add(amount, times: share)
        }
        var all = CountedAdoption()
        let flags = world.models.flags
        for row in 0..<flags.count where flags[row].isDisjoint(with: [.placeholder, .artifact]) {
            let amount = weight.amount(world, row)
            all.add(amount)
            guard let amount, amount > 0 else { continue }
            if let root = attribution.root(row) {
                add(root, amount, ExactSum.one)
            } else {
                attribution.forEachExact(row) { root, share in add(root, amount, share) }
            }
        }
        roots = entries.count { !$0.sum.isZero }
        if key != .model {
            var byKey: [Int: ExactSum] = [:]
            for entry in entries {
                if key == .organization {
                    byKey[world.organizationRow[entry.key].orNil.map(Int.init) ?? -1, default: ExactSum()] += entry.sum
                } else if let shared = world.joint.countries(entry.key, flags[entry.key]) {
                    let part = entry.sum.part(of: shared.count)
                    for country in shared { byKey[Int(country.rawValue), default: ExactSum()] += part }
                } else {
                    byKey[Int(world.models.country[entry.key].rawValue), default: ExactSum()] += entry.sum
                }
            }
            entries = byKey.map { Entry(key: $0.key, sum: $0.value) }
        }
        self.entries = entries.filter { !$0.sum.isZero }
        self.all = all
    }

    /// The entries whose organisation or country is known, and their sum.
    public func known(_ key: Key) -> (entries: [Entry], sum: ExactSum) {
        let known = entries.filter { entry in
            switch key {
            case .model: true
            case .organization: entry.key >= 0
            case .country: Country(rawValue: UInt16(entry.key)).isKnown
            }
        }
        var sum = ExactSum()
        for entry in known { sum += entry.sum }
        return (known, sum)
    }

    /// The largest, ties by name.
    public static func largest(_ entries: [Entry], _ count: Int, name: (Int) -> String) -> [Entry] {
        FirstFew.of(entries, count) { a, b in a.sum != b.sum ? a.sum > b.sum : name(a.key) < name(b.key) }
    }
}

/// The first of many in an order, without sorting them all.
public enum FirstFew {
    public static func of<T>(_ items: [T], _ count: Int, _ isBefore: (T, T) -> Bool) -> [T] {
        guard count > 0 else { return [] }
        guard items.count > 4 * count + 64 else { return Array(items.sorted(by: isBefore).prefix(count)) }
        var kept: [T] = []
        var worst: T?
        for item in items {
            if let worst, !isBefore(item, worst) { continue }
            kept.append(item)
            if kept.count >= 2 * count + 32 {
                kept.sort(by: isBefore)
                kept.removeLast(kept.count - count)
                worst = kept.last
            }
        }
        return Array(kept.sorted(by: isBefore).prefix(count))
    }
}
