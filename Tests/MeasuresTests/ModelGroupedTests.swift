import TestSupport
import Testing

@testable import Columns

@Suite("Rows grouped by model")
struct ModelGroupedTests {
    private func fold(_ a: inout DailyAmount, _ b: DailyAmount) -> Bool {
        guard a.kind == b.kind, a.source == b.source, a.day == b.day else { return false }
        a.amount += b.amount
        a.count += b.count
        return true
    }

    @Test("however rows are cut into batches they come out as from one", arguments: 0..<60)
    func batches(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let rows = (0..<(20 + random.below(400))).map { _ in
            DailyAmount(
                model: Int32(1 + random.below(30)), day: Int32(random.below(12)), kind: Int16(random.below(2)),
                source: Int16(random.below(2)), amount: Int64(random.below(9)) - 3)
        }
        var whole = ModelGrouped<DailyAmount>()
        whole.merge(rows, fold: fold)
        // Chunks of one to 32 models, some of which have dense rows from the first on.
        var grown = ModelGrouped<DailyAmount>(chunkBits: random.below(6), fewRows: random.below(3) * 20)
        var shared: [(grouped: ModelGrouped<DailyAmount>, rows: [DailyAmount])] = []
        var rest = rows[...]
        while !rest.isEmpty {
            let batch = rest.prefix(1 + random.below(seed % 2 == 0 ? 4 : 40))
            rest = rest.dropFirst(batch.count)
            grown.merge(Array(batch), fold: fold)
            if random.oneIn(5) { shared.append((grown, Array(grown.rows))) }
        }
        #expect(Array(grown.rows).map(key) == Array(whole.rows).map(key))
        // By hand: a sum for each model, kind, source and day, in this order.
        var sums: [[Int64]: (amount: Int64, count: Int64)] = [:]
        for row in rows {
            let group = [Int64(row.model), Int64(row.kind), Int64(row.source), Int64(row.day)]
            sums[group, default: (0, 0)].amount += row.amount
            sums[group, default: (0, 0)].count += 1
        }
        let expected = sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        #expect(Array(whole.rows).map(key) == expected.map { $0.key + [$0.value.amount, $0.value.count] })
        #expect(grown.count == whole.count && grown.rows.count == Array(grown.rows).count)
        for model in Int32(0)..<40 {
            #expect(Array(grown.group(model)).map(key) == Array(whole.group(model)).map(key))
            #expect(Array(grown.rows[grown.range(model)]).map(key) == Array(whole.group(model)).map(key))
            for position in grown.range(model) { #expect(grown.rows[position].model == model) }
        }
        // Whoever holds an earlier state still reads it.
        for (grouped, rows) in shared { #expect(Array(grouped.rows).map(key) == rows.map(key)) }
        let before = grown
        grown.compact(fold: { _, _ in false }, keep: { $0.amount > 0 })
        #expect(Array(before.rows).map(key) == Array(whole.rows).map(key))
        #expect(grown.count == Array(grown.rows).count)
        #expect(Array(grown.rows).map(key) == Array(whole.rows).filter { $0.amount > 0 }.map(key))
    }

    private func key(_ row: DailyAmount) -> [Int64] {
        [Int64(row.model), Int64(row.kind), Int64(row.source), Int64(row.day), row.amount, Int64(row.count)]
    }

    @Test("rows that there are millions of have no gaps between their fields")
    func layout() {
        #expect(MemoryLayout<Statement.Packed>.stride == 44)
        #expect(MemoryLayout<StatedBase.Packed>.stride == 24)
        #expect(MemoryLayout<Point.Packed>.stride == 20)
        #expect(MemoryLayout<DailyAmount.Packed>.stride == 10)
        #expect(MemoryLayout<Adoption.Packed>.stride == 28)
    }

    @Test("parents belong to the one of several statements that names them, whichever half of the hash differs")
    func content() {
        let hashes: [Int64] = [1, 2, 1 << 32, 2 << 32, -1, .min, .max, 0x1234_5678_9abc_def0]
        let statements = hashes.map { Statement(model: 1, source: 1, at: 5, batch: 7, content: $0) }
        for (place, hash) in hashes.enumerated() {
            let base = StatedBase(model: 1, parent: 2, source: 1, relation: 1, at: 5, batch: 7, content: hash)
            #expect(base.belongs(to: statements[place]) && base.batch == 7)
            #expect(!base.belongs(to: Statement(model: 1, source: 1, at: 5, batch: 8, content: hash)))
            #expect(!base.belongs(to: Statement(model: 1, source: 1, at: 5, batch: 7, content: hash ^ 1)))
            #expect(!base.belongs(to: Statement(model: 1, source: 1, at: 5, batch: 7, content: hash ^ (1 << 40))))
        }
    }

    @Test("a batch writes the chunks that it touches, and few others; copies share what it does not")
    func sharing() {
        var grouped = ModelGrouped<Point>(chunkBits: 4, fewRows: 32)
        func point(_ model: Int32, _ at: Int64) -> Point {
            Point(model: model, series: 1, source: 1, at: at, value: at, step: 1, batch: 1)
        }
        grouped.merge((0..<160).flatMap { model in (0..<4).map { point(model, $0) } })
        let before = grouped
        grouped.merge([point(17, 9), point(18, 9)])
        for model in Int32(0)..<160 {
            let isTouched = model == 17 || model == 18
            #expect((grouped.group(model).start == before.group(model).start) == !isTouched)
            #expect(before.group(model).count == 4 && grouped.group(model).count == (isTouched ? 5 : 4))
        }
        // Half of a chunk's models: it is written anew, no other is.
        grouped.merge((32..<40).map { point($0, 9) })
        for model in Int32(0)..<160 where !(32..<48).contains(model) && model != 17 && model != 18 {
            #expect(grouped.group(model).start == before.group(model).start)
        }
        #expect((32..<48).allSatisfy { grouped.group($0).start != before.group($0).start })
        #expect(Array(before.rows).count == 640 && grouped.count == 650)
    }

    @Test("what stands beside the dense rows is gathered, a few chunks with a batch")
    func gathering() {
        var grouped = ModelGrouped<Point>(chunkBits: 4, fewRows: 4)
        grouped.merge(
            (0..<64).flatMap { model in
                (0..<8).map { Point(model: model, series: 1, source: 1, at: $0, value: 0, step: 1, batch: 1) }
            })
        var beside: [Int] = []
        for at in Int64(100)..<115 {
            grouped.merge(
                (0..<4).map {
                    Point(model: $0 * 16 + 3, series: 1, source: 1, at: at, value: 0, step: 1, batch: 2)
                })
            beside.append(grouped.table.chunks.reduce(0) { $0 + ($1.sparse == nil ? 0 : 1) })
        }
        // Each batch touches four chunks and gathers two.
        #expect(beside.allSatisfy { $0 == 2 })
        #expect((0..<4).allSatisfy { grouped.group($0 * 16 + 3).count == 23 })
    }

    @Test("few rows take little, wherever their models are")
    func few() {
        var grouped = ModelGrouped<Adoption>()
        let adoption = Adoption(
            model: 2_000_000, adopter: 1, kind: 3, source: 1, at: 5, amount: 1, batch: 1, idHash: 0)
        grouped.merge([adoption])
        #expect(grouped.byteCount < 20_000 && Array(grouped.group(2_000_000)) == [adoption])
        #expect(Array(grouped.rows) == [adoption])
    }

    @Test("nobody has no rows")
    func empty() {
        let grouped = ModelGrouped<DailyAmount>()
        #expect(grouped.group(3).isEmpty && grouped.range(-1).isEmpty && Array(grouped.rows).isEmpty)
    }
}
