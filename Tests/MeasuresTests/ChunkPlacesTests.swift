import TestSupport
import Testing

@testable import Columns

@Suite("Where the rows of a chunk's models begin")
struct ChunkPlacesTests {
    private func check(_ counts: [Int], isNear: Bool, _ place: SourceLocation = #_sourceLocation) {
        var starts: [UInt32] = [0]
        for count in counts { starts.append(starts[starts.count - 1] + UInt32(count)) }
        let span = counts.count
        let memory = UnsafeMutableRawPointer.allocate(byteCount: ChunkPlaces.mostBytes(span), alignment: 16)
        defer { memory.deallocate() }
        let written = ChunkPlaces.write(starts, at: memory)
        #expect(written.isNear == isNear && written.bytes <= ChunkPlaces.mostBytes(span), sourceLocation: place)
        let places = ChunkPlaces(at: memory, span: span, isNear: written.isNear)
        #expect(starts.indices.allSatisfy { places[$0] == Int(starts[$0]) }, sourceLocation: place)
    }

    @Test("takes 16 bits a model as long as 64 of them reach no further")
    func edges() {
        check([], isNear: true)
        check([0], isNear: true)
        // The 64 share the place of the first; what the last one has is behind it.
        check(Array(repeating: 0, count: 62) + [65_535, 900_000], isNear: true)
        check(Array(repeating: 0, count: 62) + [65_536, 0], isNear: false)
        check([65_535], isNear: true)
        check([65_536], isNear: false)
        check(Array(repeating: 1_040, count: 640), isNear: true)
        check(Array(repeating: 1_041, count: 640), isNear: false)
    }

    @Test("whatever the groups are like", arguments: 0..<40)
    func random(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let counts = (0..<random.below(300)).map { _ in random.oneIn(50) ? random.below(70_000) : random.below(4) }
        let reach = stride(from: 0, through: counts.count, by: 64).map {
            counts[$0..<min($0 + 63, counts.count)].reduce(0, +)
        }
        check(counts, isNear: reach.allSatisfy { $0 <= 65_535 })
    }

    @Test("a model of very many rows stands among others as before")
    func many() {
        let rows = (0..<70_000).map {
            DailyAmount(model: 5, day: Int32($0), kind: 0, source: 0, amount: Int64($0))
        }
        let few = [4, 6, 200].map { DailyAmount(model: $0, day: 1, kind: 0, source: 0, amount: 7) }
        var grouped = ModelGrouped<DailyAmount>()
        grouped.merge(few + rows)
        #expect(grouped.group(5).count == 70_000 && grouped.group(5)[69_999].amount == 69_999)
        for model in [4, 6, 200] as [Int32] {
            #expect(grouped.group(model).count == 1 && grouped.group(model)[0].amount == 7)
        }
        #expect(grouped.group(7).count == 0 && grouped.group(201).count == 0)
    }
}
