import Columns
import Synchronization
import Testing

@Suite("Rows grouped by model", .serialized)
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
        var grown = ModelGrouped<DailyAmount>()
        var shared: [(grouped: ModelGrouped<DailyAmount>, rows: [DailyAmount])] = []
        var rest = rows[...]
        var gathered: ModelGrouped<DailyAmount>.Gathered?
        var adopted = 0
        while !rest.isEmpty {
            let batch = rest.prefix(1 + random.below(seed % 2 == 0 ? 4 : 40))
            rest = rest.dropFirst(batch.count)
            grown.merge(Array(batch), fold: fold)
            if random.oneIn(5) { shared.append((grown, Array(grown.rows))) }
            // Gathered from one state, put in place in another.
            if gathered == nil, random.oneIn(3) { gathered = grown.gathered(above: 1) }
            if let made = gathered, random.oneIn(4) {
                let before = Array(grown.rows).map(key)
                if grown.adopt(made) { adopted += 1 }
                #expect(Array(grown.rows).map(key) == before)
                gathered = nil
            }
        }
        Self.adopted.withLock { $0 += adopted }
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
        grown.compact(fold: { _, _ in false }, keep: { $0.amount > 0 })
        #expect(Array(grown.rows).map(key) == Array(whole.rows).filter { $0.amount > 0 }.map(key))
    }

    private func key(_ row: DailyAmount) -> [Int64] {
        [Int64(row.model), Int64(row.kind), Int64(row.source), Int64(row.day), row.amount, Int64(row.count)]
    }

    static let adopted = Mutex(0)

    @Test("some of these were gathered aside")
    func gathering() {
        for seed in 60..<80 { batches(seed: seed) }
        #expect(Self.adopted.withLock { $0 } > 10)
    }

    @Test("rows that there are millions of have no gaps between their fields")
    func layout() {
        #expect(MemoryLayout<Statement>.stride == 88)
        #expect(MemoryLayout<StatedBase>.stride == 32)
        #expect(MemoryLayout<Point>.stride == 32)
        #expect(MemoryLayout<DailyAmount>.stride == 24)
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

    @Test("nobody has no rows")
    func empty() {
        let grouped = ModelGrouped<DailyAmount>()
        #expect(grouped.group(3).isEmpty && grouped.range(-1).isEmpty && Array(grouped.rows).isEmpty)
    }
}
