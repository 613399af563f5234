import Testing

@testable import Wire

@Suite struct NearestNameTests {
    @Test func findsTheNearestFirst() {
        let names = ["license", "licenseName", "licenseLink", "library", "likes"]
        #expect(NearestName.find("licence", among: names).first == "license")
        #expect(NearestName.find("LIKES", among: names) == ["likes"])
        #expect(NearestName.find("zebra", among: names).isEmpty)
        #expect(NearestName.find("", among: names).isEmpty)
        #expect(NearestName.find("cat", among: ["bat", "rat", "hat", "mat"], count: 2) == ["bat", "rat"])
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("ab", "abc", 1), ("abc", "axc", 1),
        ("abcd", "badc", 2), ("kitten", "sitting", 3), ("", "ab", 2),
    ])
    func countsSteps(a: String, b: String, steps: Int) {
        #expect(NearestName.distance(Array(a.utf8), Array(b.utf8), bound: 4) == steps)
        #expect(NearestName.distance(Array(b.utf8), Array(a.utf8), bound: 4) == steps)
        if steps > 0 { #expect(NearestName.distance(Array(a.utf8), Array(b.utf8), bound: steps - 1) == nil) }
    }

    @Test func foreignTextIsShownShortAndHarmless() {
        #expect(Shortened.quoted("a\u{1b}[2Jb\n") == "'a\\u{1b}[2Jb\\u{a}'")
        #expect(Shortened.plain(String(repeating: "x", count: 100)).count == 63)
        #expect(Shortened.plain("\u{202e}abc") == "\\u{202e}abc")
    }
}
