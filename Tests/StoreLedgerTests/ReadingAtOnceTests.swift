import Columns
import Domain
import StoreSupport
import TestSupport
import Testing

@testable import StoreLedger

@Suite("Facts out of the store, in parts", .serialized)
struct ReadingAtOnceTests {
    @Test(
        "more than is read at once comes in as many readings, with the same facts", arguments: [Int64(1), 3, 10, 1_000])
    func atOnce(rows: Int64) throws {
        let store = try Store("facts_at_once")
        try store.names(5)
        try store.commit(store.observe(1, 1, "2024-12-01T00:00:00Z"))
        var followed = Facts()
        _ = try FactsReader().follow(&followed, store.scoring)
        let sizes = [1, 1, 4, 2, 12, 1, 1, 1]
        for (turn, size) in sizes.enumerated() {
            try store.commit(
                (0..<size).map { store.observe(1 + $0 % 5, 10 + $0, "2024-12-0\(1 + turn)T00:00:0\(turn)Z") }
                    .joined(separator: ";"))
            try store.owner.execute("UPDATE groundswell.batch SET observations = \(size) WHERE number = \(store.batch)")
        }
        var readings = 0
        while true {
            let before = followed.batch
            let news = try FactsReader(rowsAtOnce: rows).follow(&followed, store.scoring)
            if news.isEmpty { break }
            #expect(news.committed == store.batch)
            // As many as fit, one at least.
            let read = sizes[Int(before - 2)..<Int(followed.batch - 2)]
            #expect(read.count == 1 || read.reduce(0, +) <= rows)
            if followed.batch < store.batch { #expect(read.reduce(0, +) + sizes[Int(followed.batch - 2)] > rows) }
            readings += 1
        }
        #expect(readings == [1: 8, 3: 5, 10: 3, 1_000: 1][rows])
        var whole = Facts()
        _ = try FactsReader().follow(&whole, store.scoring)
        #expect(followed.lines == whole.lines)
    }

    @Test("many events, summed up while they are read, give the facts and news of small readings")
    func summedUp() throws {
        let store = try Store("facts_summed_up")
        try store.names(7)
        try store.commit(store.observe(1, 1, "2024-12-01T00:00:00Z"), store.like(2, 1, "2024-12-01T00:00:00Z"))
        var (inParts, atOnce) = (Facts(), Facts())
        _ = try FactsReader().follow(&inParts, store.scoring)
        _ = try FactsReader().follow(&atOnce, store.scoring)
        let batches = 5
        let rows = 60_000
        for turn in 0..<batches {
            // Kind 3: deployments, which are kept one by one besides.
            try store.commit(
                """
                INSERT INTO groundswell.event (model, kind, source, at, amount, batch)
                SELECT 1 + i % 6, CASE WHEN i % 1000 = 0 THEN \(EventKind.deployment.rawValue) ELSE 0 END, 2,
                    TIMESTAMPTZ '2024-12-0\(5 - turn) 00:00:00Z' + (i % 86400) * INTERVAL '1 s', i % 3 - 1, $batch
                FROM generate_series(1, \(rows)) AS i
                """)
        }
        var parts = News()
        for batch in store.batch - Int64(batches) + 1...store.batch {
            parts.formUnion(try FactsReader().follow(&inParts, upTo: batch, store.scoring))
        }
        let whole = try FactsReader().follow(&atOnce, store.scoring)
        #expect(whole.figures == batches * rows && parts.figures == whole.figures)
        #expect(whole.touched == parts.touched)
        let firstDay = Timestamp(microseconds: microseconds("2024-12-01T00:00:00Z")).day.number
        #expect(whole.touched == Dictionary(uniqueKeysWithValues: (Int32(1)...6).map { ($0, firstDay) }))
        #expect(atOnce.lines == inParts.lines)
        #expect(atOnce.amounts.count < 100 && atOnce.adoptions.count == batches * rows / 1_000)
        var cold = Facts()
        let first = try FactsReader().follow(&cold, store.scoring)
        #expect(cold.lines == inParts.lines && first.touched.isEmpty)
    }
}
