import Columns
import Domain
import Measures
import Testing

@Suite struct LeaderboardTests {
    /// Models with these likes, named so that the order of names is not that of rows.
    private func table(_ likes: [Int64]) -> ModelTable {
        var table = ModelTable()
        for (row, value) in likes.enumerated() {
            table.id.append(Int32(row * 2 + 1))
            table.name.append("m/\((row * 7919) % 1000)-\(row)")
            table.organization.append(Int32(row % 3))
            table.flags.append([])
            table.country.append(row % 2 == 0 ? Country(name: "CN")! : Country(name: "US")!)
            table.access.append(.unknown)
            table.released.append(row % 4 == 0 ? .null : Int32(row))
            table.parameters.append(.null)
            table.netLikes.append(value)
            table.gain7d.append(value)
            table.decayedAdoption.append(value == .null ? .nan : -Double(value) / 3)
            table.derivatives.append(Int32(truncatingIfNeeded: max(value, 0)))
            table.task.append(.null)
        }
        return table
    }

    private func likes(_ count: Int) -> [Int64] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in
            Int.random(in: 0..<10, using: &generator) == 0 ? .null : Int64.random(in: -3...3, using: &generator)
        }
    }

    @Test(arguments: [false, true]) func pagesAreTheSortedWhole(ascending: Bool) throws {
        let likes = likes(500)
        let table = table(likes)
        let sorted = likes.indices.filter { likes[$0] != .null }.sorted {
            if likes[$0] != likes[$1] { return ascending ? likes[$0] < likes[$1] : likes[$0] > likes[$1] }
            return table.name[$0].utf8.lexicographicallyPrecedes(table.name[$1].utf8)
        }
        for limit in [1, 7, 64, 500, 1_000] {
            var seen: [Int32] = []
            var after: Leaderboard.Position?
            repeat {
                let page = try #require(
                    Leaderboard.page(of: .netLikes, in: table, ascending: ascending, limit: limit, after: after))
                #expect(page.offset == seen.count)
                #expect(page.matching == 500)
                #expect(page.withValue == sorted.count)
                seen += page.rows
                after = page.next
            } while after != nil && seen.count <= 500
            #expect(seen.map(Int.init) == sorted)
        }
    }

    @Test func ranksNumbersAsNumbers() throws {
        let table = table([1, -5, 3, .null, 0])
        let page = try #require(Leaderboard.page(of: .decayedAdoption, in: table, limit: 10))
        #expect(page.rows == [1, 4, 0, 2])
        #expect(RankedMeasure.decayedAdoption.value(table, 1) == .number(5.0 / 3))
        #expect(RankedMeasure.velocity7d.value(table, 0) == .number(1.0 / 7))
    }

    @Test func filtersCountWhatMatches() throws {
        let table = table((0..<100).map { Int64($0) })
        var filter = LeaderboardFilter(country: Country(name: "CN"), organization: 0)
        let page = try #require(Leaderboard.page(of: .netLikes, in: table, filter: filter, limit: 2))
        #expect(page.rows == [96, 90])
        #expect(page.matching == 17)
        filter = LeaderboardFilter(releasedAfter: UTCDay(number: 50), releasedBefore: UTCDay(number: 53))
        #expect(try #require(Leaderboard.page(of: .netLikes, in: table, filter: filter, limit: 9)).rows == [51, 50])
    }

    @Test func placeholdersAreInWithAFigureOnly() throws {
        var table = table([2, .null, 0, 5])
        table.flags[1] = .placeholder
        table.flags[2] = .placeholder
        table.flags[3] = .artifact
        let likes = try #require(Leaderboard.page(of: .netLikes, in: table, limit: 9))
        #expect(likes.rows == [3, 0, 2])
        #expect(likes.matching == 3)
        let derivatives = try #require(Leaderboard.page(of: .derivatives, in: table, limit: 9))
        #expect(derivatives.rows == [3, 0])
        #expect(derivatives.matching == 2)
    }

    @Test func givesUpWhenNobodyWaits() {
        #expect(Leaderboard.page(of: .netLikes, in: table([1]), limit: 1, proceed: { false }) == nil)
    }

    @Test(arguments: [
        (0, "<1"), (999_999_999, "<1"), (1_000_000_000, "1-5"), (5_000_000_000, "5-10"), (10_000_000_000, "10-50"),
        (50_000_000_000, "50-100"), (100_000_000_000, "100-250"), (250_000_000_000, "250+"),
    ]) func sizeClassesIncludeTheirLowerBound(parameters: Int64, name: String) {
        #expect(SizeClass(parameters: parameters)?.name == name)
        #expect(SizeClass(name: name)?.name == name)
        #expect(SizeClass(parameters: .null) == nil)
    }
}
