import Columns
import Domain
import Testing

@testable import Measures

@Suite("Licences along lineage")
struct LineageLicenseTests {
    /// Terms straight from the resolver.
    private func terms(_ license: String?) -> LicenseTerms? { LicenseResolver.resolve(license: license).terms }

    /// Every simple path up from a node, by names.
    private func paths(_ plain: PlainGraph, from node: Int) -> [[Int]] {
        var found: [[Int]] = []
        func climb(_ path: [Int]) {
            for edge in plain.edges where edge.child == path[path.count - 1] && !path.contains(edge.parent) {
                found.append(path + [edge.parent])
                climb(path + [edge.parent])
            }
        }
        climb([node])
        return found
    }

    @Test("conflicts and obligations are those over all paths", arguments: 0..<100)
    func reference(seed: Int) {
        let random = RandomLineage(seed: seed, nodes: 3 + seed % 8)
        let world = random.world
        let placeholder = random.isPlaceholder
        func license(_ node: Int) -> LicenseTerms? { placeholder[node] ? nil : terms(random.licenses[node]) }
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(world, choice)
            let plain = random.chosen(choice)
            let below = (0..<plain.nodes).map(plain.below)
            let conflicts = LicenseConflicts(world, lineage)
            let known = plain.edges.filter { license($0.child) != nil && license($0.parent) != nil }
            #expect(conflicts.known == known.count)
            #expect(conflicts.edges == plain.edges.count)
            func differs(_ child: Int, _ above: Int) -> Bool {
                guard let a = license(child), let b = license(above) else { return false }
                return !a.grants.isSubset(of: b.grants) || !b.obligations.isSubset(of: a.obligations)
            }
            #expect(conflicts.conflicting == known.count { differs($0.child, $0.parent) })
            #expect(conflicts.rate == (known.isEmpty ? nil : Double(conflicts.conflicting) / Double(known.count)))
            var listed: [Int: LicenseConflicts.Difference] = [:]
            for model in conflicts.models { listed[model.row] = model.difference }
            for node in 0..<plain.nodes {
                let own = plain.cycle(node, below)
                func name(_ node: Int) -> [UInt8] { Array(world.models.name[random.rows[node]].utf8) }
                let ways = paths(plain, from: node).filter { !own.contains($0[$0.count - 1]) }
                    .sorted { a, b in
                        if a.count != b.count { return a.count < b.count }
                        for (x, y) in zip(a, b) where x != y { return name(x).lexicographicallyPrecedes(name(y)) }
                        return false
                    }
                let conflicting = ways.filter { differs(node, $0[$0.count - 1]) }
                let row = random.rows[node]
                #expect((listed[row] == nil) == conflicting.isEmpty)
                let nearest = conflicts.nearest(row, world, lineage)
                #expect(nearest?.path == conflicting.first.map { $0.map { random.rows[$0] } })
                for way in conflicting {
                    let difference = LicenseConflicts.Difference(license(node)!, license(way[way.count - 1])!)
                    #expect(listed[row]?.granted.isSuperset(of: difference.granted) == true)
                    #expect(listed[row]?.dropped.isSuperset(of: difference.dropped) == true)
                }
                let obligations = Obligations(of: row, in: world, lineage)
                let ancestors = Set(ways.map { $0[$0.count - 1] })
                #expect(obligations.ancestors == ancestors.count)
                #expect(obligations.known == ancestors.count { license($0) != nil })
                let expected = LicenseObligations.each.compactMap { obligation -> Obligations.Inherited? in
                    let way = ways.first { license($0[$0.count - 1])?.obligations.contains(obligation) ?? false }
                    return way.map { .init(obligation: obligation, path: $0.map { random.rows[$0] }) }
                }
                #expect(obligations.inherited == expected)
            }
        }
    }

    @Test("a grandparent binds past a parent whose licence nobody knows; ties go to the first name")
    func byHand() throws {
        func model(_ id: String, _ license: String?, _ bases: [String]) -> Saying {
            var record = Saying.Model(id: id, at: at(0), bases: bases.map { (id: $0, relation: .merge) })
            record.license = license
            return .model(record)
        }
        let world = World(
            FactsMaker.facts([
                model("a/base", "cc-by-nc-4.0", []), model("b/mid", nil, ["a/base"]), model("b/mit", "mit", ["a/base"]),
                model("c/child", "mit", ["b/mit", "b/mid"]),
            ]))
        let lineage = Lineage(world)
        let conflicts = LicenseConflicts(world, lineage)
        // b/mit on a/base conflicts; c/child on b/mit does not; the other two edges have a side that is not known.
        #expect(conflicts.known == 2)
        #expect(conflicts.conflicting == 1)
        #expect(conflicts.models.map { world.models.name[$0.row] }.sorted() == ["b/mit", "c/child"])
        let nearest = try #require(conflicts.nearest(world.row("c/child")!, world, lineage))
        #expect(nearest.path.map { world.models.name[$0] } == ["c/child", "b/mid", "a/base"])
        #expect(nearest.difference.granted.contains(.commercialUse))
        let obligations = Obligations(of: world.row("c/child")!, in: world, lineage)
        #expect(
            obligations.inherited.first { $0.obligation == .attribution }?.path.map { world.models.name[$0] }
                == ["c/child", "b/mid", "a/base"])
        #expect(obligations.inherited.first { $0.obligation == .notice }?.path.count == 2)
        #expect(obligations.statement(world.row("a/base")!) == "CC-BY-NC-4.0")
    }

    @Test("texts of details come back as they were written")
    func details() {
        let text = "a \"name\" with \\ and \n and \u{1} and é"
        let json = "{\"aliases\":[\"\\\"licenseName\\\":\\\"no\\\"\"],\"licenseName\":\(JSONText.string(text)),\"x\":1}"
        #expect(JSONText.member("licenseName", of: json) == text)
        #expect(JSONText.member("licenseLink", of: json) == nil)
        #expect(JSONText.member("licenseName", of: "{}") == nil)
    }
}
