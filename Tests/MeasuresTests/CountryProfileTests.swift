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
                let rows = (0..<table.count).filter { row in
                    guard table.country[row] == country, world.isModel(row) else { return false }
                    guard let days else { return true }
                    return Self.day(table, row).map(days.contains) ?? false
                }
                #expect(found.models == Self.sum(rows.count))
                let names = rows.compactMap { world.organizationRow[$0].orNil }
                #expect(found.publishers == Set(names).count)
                let open = rows.filter { table.access[$0].hasWeights }
                #expect(found.openPublishers == Set(open.compactMap { world.organizationRow[$0].orNil }).count)
                #expect(found.kinds.values.reduce(0, +) == found.publishers)
                #expect(found.access.values.reduce(into: ExactSum()) { $0 += $1 } == Self.sum(rows.count))
                for access in Access.allCases {
                    #expect(found.access[access] ?? ExactSum() == Self.sum(rows.count { table.access[$0] == access }))
                }
                #expect(found.years.reduce(into: found.undated) { $0 += $1.models } == Self.sum(rows.count))
                #expect(found.years.map(\.year) == Set(found.years.map(\.year)).sorted())
                #expect(found.years.allSatisfy { $0.closed <= $0.known && $0.known <= $0.models && $0.models > 0 })
                let liked = rows.filter { table.netLikes[$0] != .null }
                #expect(found.withLikes == liked.count)
                #expect(found.netLikes == ExactSum(liked.reduce(0) { $0 + table.netLikes[$1] }))
                #expect(found.derivatives == Self.sum(rows.reduce(0) { $0 + Int(table.derivatives[$1]) }))
                let downloaded = rows.filter { table.downloads30d[$0] != .null }
                #expect(found.withDownloads == downloaded.count)
                #expect(found.downloads30d == ExactSum(downloaded.reduce(0) { $0 + table.downloads30d[$1] }))
            }
        }
    }

    private static func sum(_ count: Int) -> ExactSum { ExactSum(Int64(count)) }

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
