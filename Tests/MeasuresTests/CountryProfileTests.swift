import Columns
import Domain
import Testing

@testable import Measures

@Suite("A country in figures, and shared components")
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

    @Test("parts that are shared are those a slow look finds, and adding a part never adds a model", arguments: 0..<60)
    func shared(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        var random = SplitMix(seed: UInt64(seed) + 5)
        var facts = FactsMaker.facts(generator.sayings(50))
        for batch in 0..<40 {
            facts.components.append(
                ComponentStatement(
                    model: Int32(1 + random.below(facts.modelCount - 1)),
                    component: Int16(random.pick(Component.allCases).rawValue),
                    source: Int16(1 + random.below(facts.sources.count - 1)), isPresent: random.oneIn(2),
                    at: at(random.below(45)), batch: Int64(batch + 1), license: nil, evidence: nil))
        }
        let world = World(facts)
        let order = SourceOrder(facts)
        /// Of a part: whether anybody speaks of it, and whether something of it is there.
        func look(_ row: Int, _ part: SharedComponents.Part) -> (spoken: Bool, present: Bool) {
            var spoken = false
            var present = false
            for component in part.components {
                let said = facts.components.filter {
                    Int(world.rowOfId[Int($0.model)]) == row && Int($0.component) == component.rawValue
                }
                guard
                    let best = said.map(\.source).min(by: { $0 != $1 && order.isBefore($0, $1) }),
                    let last = said.filter({ $0.source == best }).max(by: { ($0.at, $0.batch) < ($1.at, $1.batch) })
                else { continue }
                spoken = true
                if last.isPresent { present = true }
            }
            return (spoken, present)
        }
        let all = SharedComponents.Part.allCases
        for parts in [[all[0]], [all[1]], [all[1], all[2]], all] {
            let found = SharedComponents(facts, world, parts: parts) { _ in true }
            let rows = (0..<world.models.count).filter { world.isModel($0) }
            #expect(found.models == rows.count)
            let stated = rows.filter { row in parts.allSatisfy { look(row, $0).spoken } }
            #expect(found.stated == stated.count)
            let sharing = stated.filter { row in parts.allSatisfy { look(row, $0).present } }
            #expect(Set(found.sharing) == Set(sharing))
            for part in all { #expect(found.byPart[part] ?? 0 == rows.count { look($0, part).present }) }
            let more = SharedComponents(facts, world, parts: parts + [all[3]]) { _ in true }
            #expect(Set(more.sharing).isSubset(of: Set(found.sharing)) && more.stated <= found.stated)
            let none = SharedComponents(facts, world, parts: parts) { _ in false }
            #expect(none.models == 0 && none.sharing.isEmpty && none.byPart.isEmpty)
        }
    }
}
