import Columns
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
}
