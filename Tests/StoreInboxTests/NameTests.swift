import Domain
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
        var cache = NameCache(folds: true, generation: 100, budget: 1 << 20)
        for number in 0..<10_000 {
            if cache.find("kept/name") == nil { cache.insert("kept/name", -7) }
            cache.insert("model/\(number)", Int32(number))
            #expect(cache.count <= 201)
            #expect(cache.find("KEPT/name") == -7)
        }
        #expect(cache.find("model/9999") == 9999)
        #expect(cache.find("model/1") == nil)
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
