import Domain
import TestSupport
import Testing

@testable import StoreInbox

/// Names and their numbers, against a dictionary.
struct NameTests {
    private static let alphabet = Array("aAbBzZ@[`{-_./0é".unicodeScalars)

    private func randomName() -> String {
        var name = ""
        for _ in 0..<Int.random(in: 1...24) { name.unicodeScalars.append(Self.alphabet.randomElement() ?? "a") }
        return name
    }

    @Test(arguments: [true, false]) func aTableFindsWhatADictionaryFinds(folds: Bool) {
        var table = NameTable(folds: folds)
        var reference: [String: Int32] = [:]
        for number in 0..<5_000 {
            let name = randomName()
            let key = folds ? ModelName.key(name) : name
            // Swift compares strings by their canonical form; names here have one form only.
            #expect(table.find(name) == reference[key], "\(name)")
            if reference[key] == nil {
                table.insert(name, Int32(number))
                reference[key] = Int32(number)
            }
        }
        #expect(table.count == reference.count)
        table.removeAll()
        #expect(reference.keys.allSatisfy { table.find($0) == nil })
    }

    @Test func onlyAsciiLettersAreFolded() {
        for byte in 0...255 {
            let word = UInt64(byte) | UInt64(byte) << 32
            let folded = UInt64(ModelName.fold(UInt8(byte)))
            #expect(FoldedWord.fold(word, FoldedWord.folding) == folded | folded << 32)
            #expect(FoldedWord.fold(word, FoldedWord.exact) == word)
        }
    }

    @Test func theCacheIsBoundedAndKeepsWhatIsUsed() {
        var cache = NameCache(folds: true, generation: 48 << 10, budget: 96 << 10)
        var most = 0
        for number in 0..<50_000 {
            if cache.find("kept/name") == nil { cache.insert("kept/name", -7) }
            cache.insert("model/\(number)", Int32(number))
            #expect(cache.find("KEPT/name") == -7)
            most = max(most, cache.byteCount)
        }
        #expect(most <= 100 << 10)
        #expect(cache.find("model/49999") == 49_999)
        // A generation holds two thousand names or more.
        #expect(cache.find("model/48000") == 48_000)
        #expect(cache.find("model/1") == nil)
    }

    @Test func aCacheIsWholeFromAnEmptyStoreUntilItDropsOrDoubts() {
        var cache = NameCache(folds: true, generation: 48 << 10, budget: 96 << 10)
        #expect(cache.isWhole(next: 1))
        // A store that held names before this process.
        #expect(!cache.isWhole(next: 2))
        for number in 1...1_000 { cache.insert("model/\(number)", Int32(number)) }
        cache.becomesWhole(next: 1_001)
        #expect(cache.isWhole(next: 1_001))
        // Somebody else has stored some, or some were taken away.
        #expect(!cache.isWhole(next: 1_002))
        #expect(!cache.isWhole(next: 1_000))
        cache.doubt()
        #expect(!cache.isWhole(next: 1_001))
        cache.becomesWhole(next: 1_001)
        var next: Int32 = 1_001
        while next < 20_000, (1..<next).allSatisfy({ cache.find("model/\($0)") == $0 }) {
            #expect(cache.isWhole(next: next))
            // Looked up again, names move to the younger generation, which drops the older one when it is full.
            for number in next..<next + 100 { cache.insert("model/\(number)", number) }
            next += 100
            cache.becomesWhole(next: next)
        }
        #expect(next < 20_000)
        #expect(!cache.isWhole(next: next))
    }

    @Test(arguments: [true, false]) func namesComeInTheOrderOfTheirHashes(folds: Bool) {
        var names = NewNames(folds: folds)
        for _ in 0..<3_000 { names.place(randomName()) }
        let places = names.indices.filter { $0 % 3 != 1 }
        let cases = folds ? FoldedWord.folding : FoldedWord.exact
        let ordered = names.ordered(places)
        #expect(Set(ordered) == Set(places) && ordered.count == places.count)
        let hashes = ordered.map { place in names.withBytes(place) { ServerHash.of($0, cases) } }
        #expect(hashes == hashes.sorted())
        #expect(names.ordered([]) == [])
        #expect(names.ordered([7]) == [7])
    }

    /// Names with much in common, of every length there is, in both ways of looking: none is taken for another.
    @Test(arguments: [true, false]) func digestsTellNamesApart(folds: Bool) {
        var cache = NameCache(folds: folds, generation: 1 << 30, budget: 1 << 30)
        var reference: [[UInt8]: Int32] = [:]
        var random = SplitMix(seed: 7)
        for number in 0..<60_000 {
            var name = [UInt8](repeating: 97, count: number % 255 + 1)
            for _ in 0..<random.below(4) { name[random.below(name.count)] = UInt8(random.below(256)) }
            let key = folds ? name.map(ModelName.fold) : name
            name.withUnsafeBytes { name in
                #expect(cache.find(name) == reference[key])
                if reference[key] == nil {
                    cache.insert(name, Int32(number))
                    reference[key] = Int32(number)
                }
            }
        }
        #expect(cache.count == reference.count)
        for (key, number) in reference { key.withUnsafeBytes { #expect(cache.find($0) == number) } }
    }

    /// With one key, a change of one bit of a name changes each bit of its digest about every other time.
    @Test func aBitMoreOrLessChangesHalfTheDigest() {
        var random = SplitMix(seed: 11)
        let key = NameDigest.Key(using: &random)
        var changes = [Int](repeating: 0, count: 96)
        var trials = 0
        for length in [1, 7, 8, 9, 15, 16, 17, 24, 31, 40, 255] {
            for _ in 0..<60 {
                var name = (0..<length).map { _ in UInt8(random.below(256)) }
                let before = name.withUnsafeBytes { NameDigest($0, FoldedWord.exact, key) }
                let bit = random.below(length * 8)
                name[bit / 8] ^= 1 << UInt8(bit % 8)
                let after = name.withUnsafeBytes { NameDigest($0, FoldedWord.exact, key) }
                for bit in 0..<64 where (before.place ^ after.place) >> UInt64(bit) & 1 == 1 { changes[bit] += 1 }
                for bit in 0..<32 where (before.rest ^ after.rest) >> UInt32(bit) & 1 == 1 { changes[64 + bit] += 1 }
                trials += 1
            }
        }
        // Six standard deviations of a fair coin.
        let leeway = 3 * Double(trials).squareRoot()
        #expect(changes.allSatisfy { abs(Double($0) - Double(trials) / 2) < leeway })
    }

    @Test func aTableOfDigestsGrowsByLittle() {
        let table = DigestTable()
        var random = SplitMix(seed: 3)
        let digests = (0..<100_000).map { _ in
            NameDigest(place: random.next(), rest: UInt32(truncatingIfNeeded: random.next()))
        }
        for (number, digest) in digests.enumerated() { table.insert(digest, Int32(number)) }
        #expect(digests.enumerated().allSatisfy { table.find($1) == Int32($0) })
        // The same place and another rest is another name.
        #expect(digests.allSatisfy { table.find(NameDigest(place: $0.place, rest: ~$0.rest)) == nil })
        #expect(table.byteCount < 100_000 * 26)
    }

    @Test func monthsOfTimes() throws {
        var clock = MonthClock()
        func month(_ text: String) throws -> Int16 { clock.month(of: try #require(Timestamp(text)).microseconds) }
        #expect(try month("1900-01-01") == MonthClock.early)
        #expect(try month("2014-12-31T23:59:59.999999Z") == MonthClock.early)
        #expect(try month("2015-01-01") == 540)
        #expect(try month("2026-05-31T23:59:59.999999Z") == 676)
        #expect(try month("2026-06-01") == 677)
        #expect(try month("2026-05-01") == 676)
        #expect(MonthClock.day(676).description == "2026-05-01")
        #expect(MonthClock.day(MonthClock.early) < UTCDay(year: 2015, month: 1, day: 1)!)
    }
}
