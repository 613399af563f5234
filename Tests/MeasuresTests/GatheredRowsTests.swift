import TestSupport
import Testing

@testable import Columns

@Suite("Rows gathered while they are read")
struct GatheredRowsTests {
    @Sendable
    private static func fold(_ a: inout DailyAmount, _ b: DailyAmount) -> Bool {
        guard a.kind == b.kind, a.source == b.source, a.day == b.day else { return false }
        a.amount += b.amount
        a.count += b.count
        return true
    }

    private func rows(_ count: Int, _ random: inout SplitMix) -> [DailyAmount] {
        (0..<count).map { _ in
            DailyAmount(
                model: Int32(random.below(20)), day: Int32(random.below(5)), kind: Int16(random.below(2)), source: 1,
                amount: Int64(random.below(9)) - 3)
        }
    }

    private func lines(_ rows: some Sequence<DailyAmount>) -> [[Int64]] {
        rows.map { [Int64($0.model), Int64($0.kind), Int64($0.day), $0.amount, Int64($0.count)] }
    }

    @Test("however often they are grouped meanwhile, they are placed as they came and visited once", arguments: 0..<40)
    func placed(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let known = rows(seed % 3 == 0 ? 0 : random.below(50), &random)
        let new = rows(random.below(300), &random)
        var expected = ModelGrouped<DailyAmount>()
        expected.merge(known, fold: Self.fold)
        var target = expected
        expected.merge(new, fold: Self.fold)

        let few = 1 + random.below(400)
        var gathered = GatheredRows<DailyAmount>(few: few, many: few + random.below(100), fold: Self.fold)
        // What came before it came anew leaves nothing.
        if random.oneIn(2) {
            for row in rows(200, &random) { gathered.append(row) }
            gathered.removeAll()
            #expect(gathered.taken == 0)
        }
        for row in new { gathered.append(row) }
        #expect(gathered.taken == new.count)
        var visited = ModelGrouped<DailyAmount>()
        var visits = 0
        gathered.place(in: &target) { row in
            visited.merge([row], fold: Self.fold)
            visits += 1
        }
        #expect(lines(target.rows) == lines(expected.rows))
        var own = ModelGrouped<DailyAmount>()
        own.merge(new, fold: Self.fold)
        #expect(lines(visited.rows) == lines(own.rows))
        #expect(visits == (new.count < few ? new.count : own.count))
    }

    @Test("rows equal in order stay in their order of arrival")
    func arrival() {
        var gathered = GatheredRows<Adoption>(few: 2, many: 2, fold: { _, _ in false })
        var rows = ModelGrouped<Adoption>()
        for batch in Int64(1)...7 {
            gathered.append(
                Adoption(
                    model: 3, adopter: .null, kind: 1, source: 1, at: 5, amount: 1, batch: batch, idHash: 0))
        }
        gathered.place(in: &rows) { _ in }
        #expect(rows.group(3).map(\.batch) == [1, 2, 3, 4, 5, 6, 7])
    }
}
