import Columns
import Domain
import Testing

@testable import Measures

@Suite("A country in figures")
struct CountryProfileTests {
    @Test("a profile is what counting model by model gives", arguments: 0..<60)
    func profile(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        let world = World(FactsMaker.facts(generator.sayings(60)))
        let table = world.models
        for country in Set(table.country).sorted(by: { $0.name < $1.name }) {
            for days in [nil, 20_005...20_020] as [ClosedRange<Int32>?] {
                let found = CountryProfile(country, in: world, days: days)
                func parts(_ row: Int) -> [Country] { world.joint.countries[Int32(row)] ?? [table.country[row]] }
                let rows = (0..<table.count).filter { row in
                    guard parts(row).contains(country), world.isModel(row) else { return false }
                    guard let days else { return true }
                    return Self.day(table, row).map(days.contains) ?? false
                }
                // A joint release counts with an equal part.
                func isSum(_ sum: ExactSum, _ rows: [Int], _ value: (Int) -> Int64 = { _ in 1 }) -> Bool {
                    let expected = rows.reduce(0.0) { $0 + Double(value($1)) / Double(parts($1).count) }
                    return abs(sum.value - expected) < 1e-9
                }
                func publishers(_ rows: [Int]) -> Set<Int32> {
                    Set(
                        rows.flatMap { row -> [Int32] in
                            guard let joint = world.joint.organizations[Int32(row)] else {
                                return [world.organizationRow[row]].filter { $0 != .null }
                            }
                            return joint.filter { world.organizations.country[Int($0)] == country }
                        })
                }
                #expect(isSum(found.models, rows))
                #expect(found.publishers == publishers(rows).count)
                #expect(found.openPublishers == publishers(rows.filter { table.access[$0].hasWeights }).count)
                #expect(found.kinds.values.reduce(0, +) == found.publishers)
                for access in Access.allCases {
                    #expect(isSum(found.access[access] ?? 0, rows.filter { table.access[$0] == access }))
                }
                #expect(isSum(found.years.reduce(into: found.undated) { $0 += $1.models }, rows))
                #expect(found.years.map(\.year) == Set(found.years.map(\.year)).sorted())
                #expect(found.years.allSatisfy { $0.closed <= $0.known && $0.known <= $0.models && $0.models > 0 })
                let liked = rows.filter { table.netLikes[$0] != .null }
                #expect(found.withLikes == liked.count)
                #expect(isSum(found.netLikes, liked) { table.netLikes[$0] })
                #expect(isSum(found.derivatives, rows) { Int64(table.derivatives[$0]) })
                let downloaded = rows.filter { table.downloads30d[$0] != .null }
                #expect(found.withDownloads == downloaded.count)
                #expect(isSum(found.downloads30d, downloaded) { table.downloads30d[$0] })
            }
        }
    }

    /// The day a model was published on, where one is known: its release, else the making of its repository, which has to
    /// lie in the month or year of a release that is known less well.
    private static func day(_ table: ModelTable, _ row: Int) -> Int32? {
        let made = table.created[row].orNil.map { Timestamp(microseconds: $0).day }
        guard let released = table.released[row].orNil else { return made?.number }
        let first = UTCDay(number: released).components
        switch PartialDate.Precision(rawValue: table.releasedPrecision[row]) {
        case .day?: return released
        case .month?:
            return made.flatMap {
                $0.components.year == first.year && $0.components.month == first.month ? $0.number : nil
            }
        default: return made.flatMap { $0.components.year == first.year ? $0.number : nil }
        }
    }
}
