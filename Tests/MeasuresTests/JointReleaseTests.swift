import Columns
import Domain
import Testing

@testable import Measures

/// Releases of several organisations: each of their countries has an equal part.
@Suite("Joint releases")
struct JointReleaseTests {
    private static let (us, cn, fr, jp) = (
        Country(name: "US")!, Country(name: "CN")!, Country(name: "FR")!, Country(name: "JP")!
    )

    private static func joint(
        _ id: String, _ organizations: [String], bases: [String] = [], source: String = "epoch", at time: Int64 = at(0)
    ) -> Saying {
        .model(
            Saying.Model(
                id: id, source: source, at: time, bases: bases.map { (id: $0, relation: .finetune) },
                created: at(0), organizations: organizations))
    }

    private static let countries: [Saying] = [
        .country("a", us), .country("b", cn), .country("c", fr), .country("a2", us), .country("later", .unknown),
    ]

    @Test("worked by hand: halves, thirds, one country twice, one of unknown country")
    func byHand() {
        let world = World(
            FactsMaker.facts(
                Self.countries + [
                    Self.joint("half", ["a", "b"]), .likes("half", 7, at(1)),
                    Self.joint("third", ["b", "c", "a", "a2"]), .likes("third", 10, at(1)),
                    Self.joint("same", ["a", "a2"]), .likes("same", 4, at(1)),
                    Self.joint("unsure", ["c", "later", "nobody"]), .likes("unsure", 6, at(1)),
                    .model("c/alone", 0), .likes("c/alone", 1, at(1)),
                ]))
        #expect(world.country("half") == Self.us && world.country("third") == Self.cn)
        #expect(world.flags("half") == .jointRelease && world.flags("same") == [])
        let row = Int32(world.row("third")!)
        #expect(world.joint.countries[row] == [Self.cn, Self.fr, Self.us])
        #expect(world.models.details[row] == #"{"organizations":["b","c","a","a2"],"countries":["CN","FR","US"]}"#)
        let held = Concentration(.init(), Facts(), world)
        // US 3.5 + 10/3 + 4, CN 3.5 + 10/3, FR 10/3 + 3 + 1; 3 with nobody known.
        #expect(held.shares.map(\.key) == ["US", "FR", "CN"])
        #expect(held.known == 25 && held.all == 28)
        #expect(held.shares[0].numerator == ExactSum(65, unit: 6) && held.shares[1].numerator == ExactSum(22, unit: 3))
        let profile = CountryProfile(Self.us, in: world)
        #expect(abs(profile.models.value - 11.0 / 6) < 1e-15 && profile.publishers == 2)
        #expect(profile.netLikes.value == 65.0 / 6)
    }

    @Test("three thirds of three releases are one: ties are ties, and broken by name")
    func thirds() throws {
        let three = ["x", "y", "z"].flatMap { [Self.joint($0, ["a", "b", "c"]), .likes($0, 1, at(1))] }
        let one = [Saying.country("d", Self.jp), .model("d/one", 0), .likes("d/one", 1, at(1))]
        let world = World(FactsMaker.facts(Self.countries + three + one))
        let held = Concentration(.init(), Facts(), world)
        #expect(held.shares.map(\.key) == ["CN", "FR", "JP", "US"])
        #expect(held.shares.map(\.numerator) == [1, 1, 1, 1])
        #expect(held.hhi.value == 2_500)
    }

    @Test("the most trusted source that names a publisher says who else published it")
    func sources() {
        let sayings = Self.countries + [Self.joint("m", ["a", "b"]), .likes("m", 2, at(1))]
        var alone = Saying.Model(id: "m", source: "curated", at: at(0))
        alone.organization = "c"
        let curated = World(FactsMaker.facts(sayings + [.model(alone)]))
        #expect(curated.flags("m") == [] && curated.country("m") == Self.fr)
        alone.organization = nil
        let silent = World(FactsMaker.facts(sayings + [.model(alone)]))
        #expect(silent.flags("m") == .jointRelease)
        // What a source no longer says is retracted for it.
        let later = World(FactsMaker.facts(sayings + [Self.joint("m", ["b"], at: at(1))]))
        #expect(later.flags("m") == [] && later.country("m") == Self.cn)
    }

    @Test("two names of one organisation are one; its country is that of both")
    func aliases() {
        var organization = Saying.Organization(id: "a", at: at(0), country: Self.us)
        organization.aliases = ["a-too"]
        let world = World(FactsMaker.facts([.organization(organization), Self.joint("m", ["a", "A-Too"])]))
        #expect(world.joint.organizations.isEmpty && world.country("m") == Self.us)
    }

    @Test("dependence: each country of the child on each of the parent, in equal parts")
    func dependence() {
        let world = World(
            FactsMaker.facts(
                Self.countries + [
                    Self.joint("parent", ["b", "c"]), Self.joint("child", ["a", "b"], bases: ["parent"]),
                    .model("a/own", 0, [("parent", .finetune)]),
                ]))
        #expect(world.shares(.init(of: Self.us)) == ["CN 0.75", "FR 0.75"])
        #expect(world.shares(.init(of: Self.cn)) == ["CN 0.25", "FR 0.25"])
        #expect(world.shares(.init(of: Self.cn, scope: .foreign)) == ["FR 0.25"])
        let matrix = DependenceMatrix(Dependence(.init(of: nil), in: world))
        #expect(matrix.known == 2 && matrix.all == 2)
        // Counting the unknown as one of its countries joins the parts.
        let open = World(FactsMaker.facts(Self.countries + [Self.joint("m", ["a", "nobody"]), .likes("m", 2, at(1))]))
        #expect(Concentration(.init(), Facts(), open).known == 1)
        let closed = open.countingUnknown(as: Self.us)
        #expect(closed.joint.isEmpty && closed.flags("m") == [] && Concentration(.init(), Facts(), closed).known == 2)
        #expect(Concentration(.init(), Facts(), open.countingUnknown(as: Self.cn)).shares.map(\.value) == [0.5, 0.5])
    }

    @Test("by country, roots, removal and profile agree with slow references", arguments: 0..<60)
    func references(seed: Int) {
        var generator = RandomSayings(seed: seed)
        let world = World(FactsMaker.facts(generator.sayings(40 + seed)))
        let lineage = Lineage(world)
        func parts(_ row: Int) -> [Country] {
            guard let joint = world.joint.organizations[Int32(row)] else { return [world.models.country[row]] }
            let all = joint.map { world.organizations.country[Int($0)] }
            let unknown = all.filter { !$0.isKnown }.min { $0.rawValue < $1.rawValue }
            let parts = Set(all.map { $0.isKnown ? $0 : unknown! })
            return parts.count > 1 ? Array(parts) : [all[0]]
        }
        for weight in AdoptionWeight.allCases {
            var expected: [Country: Double] = [:]
            for entry in RootAdoption(by: .model, weight: weight, in: world, lineage).entries {
                for country in parts(entry.key) {
                    expected[country, default: 0] += entry.sum.value / Double(parts(entry.key).count)
                }
            }
            let found = RootAdoption(by: .country, weight: weight, in: world, lineage)
            #expect(Set(found.entries.map(\.key)) == Set(expected.keys.map { Int($0.rawValue) }))
            for entry in found.entries {
                #expect(abs(entry.sum.value - expected[Country(rawValue: UInt16(entry.key))]!) < 1e-9)
            }
        }
        for country in [Self.us, Self.cn, .other] {
            // Whatever has one of the country's models above it, or is one.
            var gone = Set((0..<world.models.count).filter { parts($0).contains(country) })
            let own = gone
            var size = -1
            while size != gone.count {
                size = gone.count
                for row in 0..<world.models.count {
                    let node = lineage.node(of: row)
                    var parents: [Int] = []
                    lineage.forEachParent(of: node) { parents.append($0) }
                    let isIn =
                        parents.contains { parent in gone.contains { lineage.node(of: $0) == parent } }
                        || gone.contains { lineage.node(of: $0) == node }
                    if isIn { gone.insert(row) }
                }
            }
            let removal = Removal(.country(country), weight: .count, in: world, lineage.choice)
            #expect(removal.numerator == ExactSum(Int64(gone.count(where: world.isModel))))
            #expect(removal.own == ExactSum(Int64(own.count(where: world.isModel))))
            #expect(removal.highest ?? 1 >= removal.share ?? 0)

            let profile = CountryProfile(country, in: world)
            let rows = own.filter(world.isModel)
            func sum(_ value: (Int) -> Int64) -> Double {
                rows.reduce(0) { $0 + Double(value($1)) / Double(parts($1).count) }
            }
            #expect(abs(profile.models.value - sum { _ in 1 }) < 1e-9)
            #expect(abs(profile.netLikes.value - sum { world.models.netLikes[$0].orNil ?? 0 }) < 1e-9)
            #expect(abs(profile.derivatives.value - sum { Int64(world.models.derivatives[$0]) }) < 1e-9)
            let publishers = rows.flatMap { row -> [Int32] in
                let all = world.joint.organizations[Int32(row)] ?? [world.organizationRow[row]]
                return all.filter { $0 != .null && world.organizations.country[Int($0)] == country }
            }
            #expect(profile.publishers == Set(publishers).count)
        }
    }
}
