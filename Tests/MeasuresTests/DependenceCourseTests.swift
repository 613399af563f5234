import Columns
import Domain
import Testing

@testable import Measures

@Suite("Course and matrix of dependence")
struct DependenceCourseTests {
    static let us = RandomLineage.us
    static let cn = RandomLineage.cn

    private func day(_ text: String) -> UTCDay { Timestamp(text)!.day }

    @Test("periods begin and end where calendars say")
    func periods() {
        func ends(_ length: PeriodKind, _ date: String) -> String {
            let period = Period(length, containing: day(date))
            return "\(period.name) \(UTCDay(number: period.first))...\(UTCDay(number: period.last))"
        }
        #expect(ends(.day, "2024-02-29") == "2024-02-29 2024-02-29...2024-02-29")
        #expect(ends(.week, "2026-05-04") == "2026-W19 2026-05-04...2026-05-10")
        #expect(ends(.week, "2026-05-03") == "2026-W18 2026-04-27...2026-05-03")
        #expect(ends(.week, "1969-12-28") == "1969-W52 1969-12-22...1969-12-28")
        #expect(ends(.month, "2024-02-03") == "2024-02 2024-02-01...2024-02-29")
        #expect(ends(.quarter, "2026-05-04") == "2026-Q2 2026-04-01...2026-06-30")
        #expect(ends(.year, "2025-12-31") == "2025 2025-01-01...2025-12-31")
        #expect(
            Period.cover(day("2025-11-30").number...day("2026-01-01").number, .month, limit: 3)?.map(\.name) == [
                "2025-11", "2025-12", "2026-01",
            ])
        #expect(Period.cover(day("2025-01-01").number...day("2025-01-04").number, .day, limit: 3) == nil)
    }

    @Test("every period is the share over the children that were there by then", arguments: 0..<80)
    func course(seed: Int) {
        let random = RandomLineage(seed: seed)
        let world = random.world
        let periods = Period.cover(19_990...20_050, .week, limit: 100)!
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(world, choice)
            let plain = random.chosen(choice)
            let below = (0..<plain.nodes).map(plain.below)
            for attribution in Dependence.Attribution.allCases {
                for weight in [AdoptionWeight.count, .likes] {
                    let question = Dependence.Question(
                        of: Self.us, lineage: choice, attribution: attribution, weight: weight)
                    let course = DependenceCourse(question, on: Self.cn, periods: periods, in: world, lineage)
                    var parts: [(child: Int, parent: Int, amount: Double)] = []
                    var memo: [Int: [Int: Double]] = [:]
                    for node in 0..<plain.nodes where random.country(node) == Self.us {
                        let amount = Double(random.isPlaceholder[node] ? 0 : random.amount(node, weight) ?? 0)
                        if attribution == .direct {
                            for edge in plain.edges where edge.child == node {
                                parts.append((node, edge.parent, amount))
                            }
                        } else if !lineage.isRoot(lineage.node(of: random.rows[node])) {
                            for (root, share) in plain.attribution(node, below, &memo) {
                                let row = lineage.row(of: lineage.node(of: random.rows[root]))
                                parts.append((node, random.node(row)!, amount * share))
                            }
                        }
                    }
                    func sum(_ end: Int32, _ isIn: (Country) -> Bool) -> Double {
                        parts.filter {
                            (random.created[$0.child] ?? .max) <= end && isIn(random.country($0.parent))
                        }.reduce(0) { $0 + $1.amount }
                    }
                    for value in course.values {
                        let end = value.period.last
                        #expect(abs(value.numerator - sum(end) { $0 == Self.cn }) < 1e-9)
                        #expect(abs(value.known - sum(end, \.isKnown)) < 1e-9)
                        #expect(abs(value.all - sum(end) { _ in true }) < 1e-9)
                    }
                    let hits = parts.filter { $0.amount > 0 && random.country($0.parent) == Self.cn }
                    let first = hits.compactMap { random.created[$0.child] }.min()
                    #expect(course.first?.day.number == first)
                    if let first, let found = course.first {
                        let names = hits.filter { random.created[$0.child] == first }
                            .map {
                                [world.models.name[random.rows[$0.child]], world.models.name[random.rows[$0.parent]]]
                            }
                            .sorted { $0.lexicographicallyPrecedes($1) }
                        #expect(names.first == [world.models.name[found.child], world.models.name[found.parent]])
                    }
                    // At the end everything with a date is there.
                    let whole = Dependence(question, in: world, lineage)
                    #expect(abs(course.values.last!.all + course.undated - whole.all(of: Self.us)) < 1e-9)
                }
            }
        }
    }

    @Test("of creation and release the earlier counts; before the first edge there is no value")
    func byHand() {
        func model(_ id: String, created: Int?, released: Int?, _ bases: [String]) -> Saying {
            var record = Saying.Model(id: id, at: at(90), bases: bases.map { (id: $0, relation: .finetune) })
            record.created = created.map { at($0) }
            record.released = released.map { Int32(20_000 + $0) }
            return .model(record)
        }
        let world = World(
            FactsMaker.facts([
                .country("us", Self.us), .country("cn", Self.cn), model("cn/base", created: 0, released: nil, []),
                model("us/base", created: 0, released: nil, []),
                model("us/own", created: 12, released: 10, ["us/base"]),
                model("us/b", created: 20, released: 30, ["cn/base"]),
                model("us/a", created: nil, released: 20, ["cn/base"]),
                model("us/undated", created: nil, released: nil, ["cn/base"]), .likes("us/a", 1, at(95)),
            ]))
        let days = [5, 10, 19, 20, 40].map { Period(.day, containing: UTCDay(number: Int32(20_000 + $0))) }
        let course = DependenceCourse(
            .init(of: Self.us), on: Self.cn, periods: days, in: world, Lineage(world))
        #expect(course.values.map(\.share) == [nil, 0, 0, 2.0 / 3, 2.0 / 3])
        #expect(course.first?.day.number == 20_020)
        #expect(course.first.map { world.models.name[$0.child] } == "us/a")
        #expect(course.undated == 1)
        #expect(course.all == 4)
        let never = DependenceCourse(.init(of: Self.cn), on: Self.us, periods: days, in: world, Lineage(world))
        #expect(never.first == nil && never.span == nil && never.all == 0)
    }

    @Test("the matrix holds every row; asymmetry is the difference of two shares", arguments: 0..<40)
    func matrix(seed: Int) {
        let random = RandomLineage(seed: seed)
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(random.world, choice)
            let dependence = Dependence(.init(of: nil, lineage: choice), in: random.world, lineage)
            let matrix = DependenceMatrix(dependence)
            #expect(Set(matrix.rows.map(\.child)) == Set(dependence.sums.keys.map(\.child)))
            for row in matrix.rows {
                let one = Dependence(.init(of: row.child, lineage: choice), in: random.world, lineage)
                #expect(row.known == one.known(of: row.child) && row.all == one.all(of: row.child))
                if row.known > 0 { #expect(abs(row.shares.reduce(0) { $0 + $1.value } - 1) < 1e-12) }
            }
            #expect(abs(matrix.rows.reduce(0) { $0 + $1.all } - matrix.all) < 1e-9)
            for pair in matrix.asymmetries {
                #expect(pair.first.name < pair.second.name)
                #expect(pair.forward == dependence.share(of: pair.first, on: pair.second))
                #expect(pair.backward == dependence.share(of: pair.second, on: pair.first))
                #expect((pair.difference == nil) == (pair.forward == nil || pair.backward == nil))
            }
        }
    }
}
