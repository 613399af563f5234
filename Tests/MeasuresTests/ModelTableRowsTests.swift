import Columns
import Domain
import TestSupport
import Testing

@Suite("Rows of tables of models")
struct ModelTableRowsTests {
    /// Rows of all kinds of counts, those too large for their columns included.
    private func table(_ rows: Int, seed: UInt64) -> ModelTable {
        var random = SplitMix(seed: seed)
        var t = ModelTable()
        func count() -> Int64 { random.pick([.null, 0, -3, 7, 32_767, 32_768, -40_000, .max]) }
        for row in 0..<rows {
            t.id.append(Int32(row * 3))
            t.organization.append(Int32(random.below(9)))
            t.flags.append(ModelFlags(rawValue: UInt16(random.below(64))))
            t.country.append(random.pick([.unknown, .other, Country(name: "FR")!]))
            t.access.append(random.pick(Access.allCases))
            t.gated.append(Int8(random.below(3)) - 1)
            t.released.append(Int32(random.below(900)))
            t.releasedPrecision.append(Int8(random.below(3)))
            t.created.append(Int64(random.below(900)))
            t.parameters.append(count())
            t.activeParameters.append(count())
            t.netLikes.append(count())
            t.likesReached.append(count())
            t.gain7d.append(count())
            t.gain30d.append(count())
            t.gainSinceFirst.append(count())
            t.gain7dBefore.append(count())
            t.gain30dBefore.append(count())
            t.decayedAdoption.append(random.oneIn(3) ? .nan : Double(random.below(9)))
            t.downloads30d.append(count())
            t.downloadsAllTime.append(count())
            t.pulls.append(count())
            t.derivatives.append(Int32(random.below(9)))
            t.descendants.append(Int32(random.below(9)))
            t.license.append(Int32(random.below(3)))
            t.task.append(Int32(random.below(3)))
            t.library.append(Int32(random.below(3)))
            if random.oneIn(3) { t.details[Int32(row)] = "{\"row\": \(row)}" }
        }
        return t
    }

    @Test("rows that are appended at once are those of the other table", arguments: UInt64(1)...8)
    func appended(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let source = table(50, seed: seed)
        var target = ModelTable()
        var places: [Int] = []
        for _ in 0..<6 {
            let rows = (0..<random.below(20)).map { _ in random.below(50) }
            target.append(rows, of: source)
            places += rows
        }
        let pairs = places.enumerated().map { (row: $0.offset, place: $0.element) }
        #expect(target.count == places.count && Array(target.id) == places.map { source.id[$0] })
        let differs = target.differences(pairs, from: source)
        #expect(!differs.attributes.contains(true) && !differs.figures.contains(true))
        #expect(Array(target.gain7dBefore) == places.map { source.gain7dBefore[$0] })
        #expect(Array(target.gain30dBefore) == places.map { source.gain30dBefore[$0] })
        let figures = FigureTable(source, places[...])
        #expect(figures.isComplete && figures.id == places.map { source.id[$0] })
        #expect(figures.netLikes == places.map { source.netLikes[$0] })
        #expect(figures.without { $0 % 2 == 0 }.id == figures.id.filter { $0 % 2 != 0 })
        #expect(figures.without { $0 % 2 == 0 }.isComplete)
    }

    @Test("a row differs in what was changed of it, and in nothing else")
    func differing() {
        typealias Change = (inout ModelTable, Int) -> Void
        let attributes: [Change] = [
            { $0.organization[$1] += 1 }, { $0.flags[$1].formSymmetricDifference(.deleted) },
            { $0.country[$1] = Country(name: "ZW")! },
            { $0.access[$1] = $0.access[$1] == .api ? .hosted : .api },
            { $0.gated[$1] += 1 }, { $0.released[$1] += 1 }, { $0.releasedPrecision[$1] += 1 }, { $0.created[$1] += 1 },
            { $0.parameters[$1] = 5 }, { $0.activeParameters[$1] = 5 }, { $0.derivatives[$1] += 1 },
            { $0.descendants[$1] += 1 }, { $0.license[$1] += 1 }, { $0.task[$1] += 1 }, { $0.library[$1] += 1 },
            { $0.details[Int32($1)] = "{}" },
        ]
        let figures: [Change] = [
            { $0.netLikes[$1] = 70_000 }, { $0.likesReached[$1] = 70_000 }, { $0.gain7d[$1] = 70_000 },
            { $0.gain30d[$1] = 70_000 }, { $0.gainSinceFirst[$1] = 70_000 }, { $0.decayedAdoption[$1] = 0.125 },
            { $0.downloads30d[$1] = 70_000 }, { $0.downloadsAllTime[$1] = 70_000 }, { $0.pulls[$1] = 70_000 },
        ]
        let old = table(6, seed: 1)
        let rows = (0..<6).map { (row: $0, place: $0) }
        for (changes, isOfFigures) in [(attributes, false), (figures, true)] {
            for (number, change) in changes.enumerated() {
                var new = old
                change(&new, 4)
                let differs = new.differences(rows, from: old)
                let only4 = (0..<6).map { $0 == 4 }
                let none = [Bool](repeating: false, count: 6)
                #expect(differs.attributes == (isOfFigures ? none : only4), "change \(number)")
                #expect(differs.figures == (isOfFigures ? only4 : none), "change \(number)")
            }
        }
    }
}
