import Columns
import Domain
import Testing

@testable import Measures

@Suite("Publishers")
struct PublisherTests {
    private let us = Country(name: "US")!
    private let cn = Country(name: "CN")!

    private func country(_ model: String, _ sayings: [Saying], asOf: Int64? = nil) -> Country? {
        World(FactsMaker.facts(sayings + [.likes(model, 1, at(50))]), asOf: asOf).country(model)
    }

    @Test("curated over hub over index over inferred; the newer of equals; the loser stays visible")
    func ranks() throws {
        let sayings: [Saying] = [
            .country("a", us, source: "inferred", at: at(9)), .country("a", .other, source: "epoch", at: at(8)),
            .country("a", cn, source: "huggingface", at: at(1)),
        ]
        #expect(country("a/x", sayings) == cn)
        let curated = sayings + [.country("a", .unknown, at: at(0))]
        #expect(country("a/x", curated) == .unknown)
        let world = World(FactsMaker.facts(curated))
        let row = try #require(world.organizations.name.firstIndex(of: "a"))
        let details = try #require(world.organizations.details[Int32(row)])
        for loser in ["CN", "other", "US"] { #expect(details.contains("\"country\":\"\(loser)\"")) }
        #expect(details.contains(#""countrySource":"curated""#))
        #expect(
            country("a/x", [.country("a", us, source: "e", at: at(1)), .country("a", cn, source: "f", at: at(2))]) == cn
        )
        #expect(
            country("a/x", [.country("a", us, source: "f", at: at(2)), .country("a", cn, source: "e", at: at(2))]) == cn
        )
    }

    @Test(
        "unknown is a value, unreviewed the lack of one, other a known one; a statement without a country says nothing")
    func words() {
        #expect(country("a/x", []) == .unreviewed)
        #expect(country("legacy", []) == .unreviewed)
        #expect(country("a/x", [.country("a", .unknown)]) == .unknown)
        #expect(country("a/x", [.country("a", nil), .country("a", us, source: "inferred")]) == us)
        #expect(!Country.unknown.isKnown)
        #expect(!Country.unreviewed.isKnown)
        #expect(Country.other.isKnown)
    }

    @Test("country is the publisher's, never inherited from a base model")
    func notInherited() {
        #expect(country("a/x", [.country("b", us), .model("a/x", 1, [("b/p", .finetune)])]) == .unreviewed)
    }

    @Test("a source may name another organisation than the id's author")
    func named() {
        let sayings: [Saying] = [.country("real", cn), .model(.init(id: "mirror/x", at: at(1), organization: "real"))]
        #expect(country("mirror/x", sayings) == cn)
    }

    @Test("an alias leads to the organisation that claims it, unless it is described itself")
    func aliases() throws {
        let claim = Saying.organization(.init(id: "big", at: at(0), country: us, aliases: ["Small", "nobody-yet"]))
        #expect(country("small/x", [claim]) == us)
        #expect(country("small/x", [.model("small/x", 0), claim]) == us)
        #expect(country("small/x", [claim, .country("small", cn)]) == cn)
        // A catalogue that only names it, as HELM does, does not review it; a country from a lesser source than the
        // claim's does not keep it apart either.
        let named = Saying.organization(.init(id: "small", source: "helm", at: at(0)))
        #expect(country("small/x", [named, .model("small/x", 0), claim]) == us)
        let lesser = Saying.organization(.init(id: "small", source: "helm", at: at(0), country: cn))
        #expect(country("small/x", [lesser, claim]) == us)
        let world = World(FactsMaker.facts([claim, .likes("small/x", 1, at(1))]))
        #expect(world.organizations.name == ["big"])
        #expect(world.organizationAliases.map(\.key).sorted() == ["nobody-yet", "small"])
    }

    @Test("of two claims to one alias the more trusted holds, then the first by name, whoever came first")
    func claims() {
        func claim(_ id: String, _ country: Country, _ source: String) -> Saying {
            .organization(.init(id: id, source: source, at: at(0), country: country, aliases: ["small"]))
        }
        for reversed in [false, true] {
            let byTrust = [claim("a", us, "epoch"), claim("b", cn, "curated")]
            #expect(country("small/x", reversed ? byTrust.reversed() : byTrust) == cn)
            let byName = [claim("b", cn, "curated"), claim("a", us, "curated")]
            #expect(country("small/x", reversed ? byName.reversed() : byName) == us)
        }
    }

    @Test("what was said later is carried back to before the first word; at one time the later record stands")
    func carriedBack() {
        let sayings: [Saying] = [
            .country("a", us, at: at(5)), .country("a", cn, at: at(9)), .model(.init(id: "a/x", at: at(1))),
        ]
        #expect(country("a/x", sayings, asOf: at(2)) == us)
        #expect(country("a/x", sayings, asOf: at(6)) == us)
        #expect(country("a/x", sayings, asOf: at(9)) == cn)
        let twice = [
            Saying.country("a", us, at: at(5)), .country("a", cn, at: at(5)), .model(.init(id: "a/x", at: at(1))),
        ]
        #expect(country("a/x", twice, asOf: at(2)) == cn)
        #expect(country("a/x", twice) == cn)
    }
}
