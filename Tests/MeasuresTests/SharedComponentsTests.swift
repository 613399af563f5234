import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Shared components")
struct SharedComponentsTests {
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
