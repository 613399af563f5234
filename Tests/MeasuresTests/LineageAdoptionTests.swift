import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

/// Root attribution, removal and re-uploads against slow references.
@Suite("Adoption along lineage")
struct LineageAdoptionTests {
    @Test("removal is what a search downward from everything removed finds", arguments: 0..<80)
    func removal(seed: Int) {
        let random = RandomLineage(seed: seed)
        let world = random.world
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(world, choice)
            #expect(LineageSummary(world, choice) == LineageSummary(lineage))
            let plain = random.chosen(choice)
            let below = (0..<plain.nodes).map(plain.below)
            for weight in [AdoptionWeight.count, .likes] {
                func check(_ subject: LineageSubject, _ removed: [Int]) {
                    var gone = Set(removed)
                    for node in removed { gone.formUnion(below[node]) }
                    // The model beside the graph is adopted too.
                    var all: Int64 = 1
                    var numerator: Int64 = 0
                    var own: Int64 = 0
                    for node in random.described {
                        let amount = random.amount(node, weight) ?? 0
                        all += amount
                        if gone.contains(node) { numerator += amount }
                        if removed.contains(node) { own += amount }
                    }
                    let found = Removal(subject, weight: weight, in: world, lineage.choice)
                    #expect(found.numerator == ExactSum(numerator))
                    #expect(found.own == ExactSum(own))
                    #expect(found.all.sum == ExactSum(all))
                    #expect(found.models == random.described.count(where: gone.contains))
                    // Whose row the model beside the graph is does not matter: it is nobody's here.
                    #expect(found.subjects == removed.count)
                    #expect(found.share == (removed.isEmpty ? nil : Double(numerator) / Double(all)))
                    // Several at once, a few rows each, find the same.
                    let workers = Workers(count: 3) { Threads.run($0, $1) }.withBlocks(of: 5)
                    let together = Removal(subject, weight: weight, in: world, lineage.choice, workers)
                    #expect(
                        together.numerator == found.numerator && together.own == found.own
                            && together.all == found.all && together.models == found.models
                            && together.subjects == found.subjects && together.undecided == found.undecided)
                    #expect(found.highest! >= found.share ?? 0 && found.highest! <= 1)
                }
                for node in 0..<plain.nodes { check(.model(random.rows[node]), [node]) }
                for owner in 0..<6 {
                    guard let row = world.organizations.name.firstIndex(of: "o\(owner)") else { continue }
                    check(.organization(row), random.owners.indices.filter { random.owners[$0] == owner })
                }
                for country in [RandomLineage.us, RandomLineage.cn, .other] {
                    check(.country(country), (0..<plain.nodes).filter { random.country($0) == country })
                }
            }
        }
    }

    @Test("removing everything takes everything; without adoption there is no share")
    func everything() {
        let world = World(
            FactsMaker.facts([
                .country("o", RandomLineage.us), .model("o/a", 0), .model("o/b", 0, [("o/a", .merge)]),
                .likes("o/a", 3, at(1)), .likes("o/b", 4, at(1)),
            ]))
        for weight in [AdoptionWeight.count, .likes] {
            #expect(Removal(.country(RandomLineage.us), weight: weight, in: world).share == 1)
            #expect(Removal(.organization(0), weight: weight, in: world).share == 1)
        }
        // Nobody is from there: no share, rather than a share of 0.
        let nobody = Removal(.country(RandomLineage.cn), weight: .likes, in: world)
        #expect(nobody.share == nil && nobody.subjects == 0 && nobody.numerator.isZero)
        let none = Removal(.country(RandomLineage.us), weight: .downloads, in: world)
        #expect(none.share == nil)
        #expect(none.all.coverage == 0)
    }

    @Test("bounds of a country hold what nobody knows the country of")
    func bounds() {
        // us/a <- x/b (unreviewed); x/c alone; cn/d alone; x/e on cn/d.
        let world = World(
            FactsMaker.facts([
                .country("us", RandomLineage.us), .country("cn", RandomLineage.cn), .model("us/a", 0),
                .model("x/b", 0, [("us/a", .merge)]), .model("x/c", 0), .model("cn/d", 0),
                .model("x/e", 0, [("cn/d", .merge)]), .likes("us/a", 1, at(1)),
            ]))
        let found = Removal(.country(RandomLineage.us), weight: .count, in: world)
        #expect(found.share == 0.4)
        #expect(found.highest == 0.8)
    }

    @Test("root-attributed adoption is that of the definition, and adds up to all adoption", arguments: 0..<80)
    func roots(seed: Int) {
        let random = RandomLineage(seed: seed)
        let world = random.world
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(world, choice)
            #expect(LineageSummary(world, choice) == LineageSummary(lineage))
            let plain = random.chosen(choice)
            let below = (0..<plain.nodes).map(plain.below)
            for weight in [AdoptionWeight.count, .likes] {
                var memo: [Int: [Int: Double]] = [:]
                var expected: [Int: Double] = [world.row("o9/last")!: 1]
                for node in random.described {
                    for (root, share) in plain.attribution(node, below, &memo) {
                        let row = lineage.row(of: lineage.node(of: random.rows[root]))
                        expected[row, default: 0] += share * Double(random.amount(node, weight) ?? 0)
                    }
                }
                let found = RootAdoption(by: .model, weight: weight, in: world, lineage)
                var sums: [Int: Double] = [:]
                for entry in found.entries { sums[entry.key] = entry.sum.value }
                for row in Set(sums.keys).union(expected.keys) {
                    #expect(abs((sums[row] ?? 0) - (expected[row] ?? 0)) < 1e-9)
                }
                #expect(abs(sums.values.reduce(0, +) - found.all.sum.value) < 1e-9)
                for key in [RootAdoption.Key.organization, .country] {
                    let grouped = RootAdoption(by: key, weight: weight, in: world, lineage)
                    var byKey: [Int: Double] = [:]
                    for (row, sum) in sums {
                        let to =
                            key == .country
                            ? Int(world.models.country[row].rawValue) : Int(world.organizationRow[row])
                        byKey[to, default: 0] += sum
                    }
                    #expect(Set(grouped.entries.map(\.key)) == Set(byKey.filter { $0.value > 0 }.keys))
                    for entry in grouped.entries { #expect(abs(entry.sum.value - byKey[entry.key]!) < 1e-9) }
                    let known = grouped.known(key)
                    #expect(known.sum.value <= grouped.all.sum.value + 1e-9)
                    let list = RootAdoption.largest(known.entries, 3) { "\($0)" }
                    #expect(list.count == min(3, known.entries.count))
                    for (a, b) in zip(list, list.dropFirst()) { #expect(a.sum >= b.sum) }
                }
            }
        }
    }

    @Test("re-uploads are quantisations by others, and finetunes by others whose name says so", arguments: 0..<80)
    func intermediaries(seed: Int) {
        let random = RandomLineage(seed: seed)
        let world = random.world
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(world, choice)
            let kept = Set(random.chosen(choice).edges.map { [$0.child, $0.parent] })
            for country in [nil, RandomLineage.us] {
                var (all, numerator): (Int64, Int64) = (country == nil ? 1 : 0, 0)
                for node in random.described {
                    let isReupload = zip(random.plain.edges, random.relations).contains { edge, relation in
                        let says = world.models.name[random.rows[node]].contains("-FP8")
                        return edge.child == node && kept.contains([edge.child, edge.parent])
                            && (relation == .quantized || (says && relation == .finetune))
                            && random.owners[edge.parent] != random.owners[node]
                            && (country == nil || random.country(edge.parent) == country)
                    }
                    if isReupload || country == nil || random.country(node) == country {
                        all += max(0, random.likes[node] ?? 0)
                    }
                    if isReupload { numerator += max(0, random.likes[node] ?? 0) }
                }
                let found = Intermediaries(
                    country.map { .country($0) }, weight: .likes, in: world, lineage)
                #expect(found.numerator == ExactSum(numerator))
                #expect(found.all.sum == ExactSum(all))
                #expect(found.share == (all == 0 ? nil : Double(numerator) / Double(all)))
                var sum = ExactSum()
                for entry in found.byOrganization { sum += entry.sum }
                #expect(sum == found.numerator)
            }
        }
    }

    @Test("exact sums: thirds add up to one, order does not matter, differences come back")
    func exact() {
        var sum = ExactSum()
        let third = (ExactSum.one + 1) / 3
        for _ in 0..<3 { sum.add(1, times: third) }
        #expect(sum.value == 1)
        var large = ExactSum()
        for _ in 0..<100 { large.add(9_007_199_254_740_992, times: ExactSum.one - 1) }
        #expect(large.value == 900_719_925_474_099_200)
        var a = ExactSum(5)
        a.add(7, times: third)
        var b = ExactSum()
        b.add(7, times: third)
        #expect(a - b == ExactSum(5))
        #expect(b < a)
        #expect(!b.isZero && ExactSum().isZero)
    }

    @Test("the first few of many are the first of the sorted whole", arguments: 0..<30)
    func firstFew(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let items = (0..<(1 + random.below(900))).map { _ in random.below(1_000_000) }
        for count in [0, 1, 3, 20, 2_000] {
            #expect(FirstFew.of(items, count, <) == Array(items.sorted().prefix(count)))
        }
    }
}
