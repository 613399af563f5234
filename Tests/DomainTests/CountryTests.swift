import Domain
import Testing

@Suite struct CountryTests {
    @Test func everyNameReadsBackAsItself() {
        #expect(Country.iso3166.count == 249)
        for name in Country.iso3166.union(["EU", "other", "unknown", "unreviewed"]) {
            #expect(Country(name: name)?.name == name)
        }
    }

    @Test(arguments: [
        "", "U", "us", "Us", "USA", "XX", "UK", "AA", "ZZ", "Other", "OTHER", "unknown ", "EU ", "\u{212A}R",
    ])
    func refuses(name: String) { #expect(Country(name: name) == nil) }

    @Test func otherIsKnownAndTheOthersAreNot() {
        #expect(Country.other.isKnown)
        #expect(Country.europeanUnion.isKnown)
        #expect(Country(name: "CN")?.isKnown == true)
        #expect(!Country.unknown.isKnown)
        #expect(!Country.unreviewed.isKnown)
    }

    @Test func theEuropeanUnionIsARegionNotACountry() {
        #expect(Country(name: "EU") == .europeanUnion)
        #expect(!Country.iso3166.contains("EU"))
    }
}
