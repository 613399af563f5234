import Columns
import Domain
import Postgres
import StoreSupport
import TestSupport
import Testing

@testable import StoreLedger

@Suite("Facts out of the store, over two connections", .serialized)
struct ReadingAsideTests {
    @Test("without a second connection the first reads everything; what fails in one ends the other")
    func aside() async throws {
        let store = try Store("facts_aside")
        try store.names(2)
        try store.commit(store.observe(1, 10, "2024-12-02T00:00:00Z"), store.like(2, 3, "2024-12-03T00:00:00Z"))
        var alone = Facts()
        _ = try FactsReader().follow(&alone, store.scoring)
        let expected = alone.lines
        let nobody = PostgresThread(ConnectionConfiguration(conninfo: store.conninfo + " user=nobody"))
        var facts = Facts()
        _ = try FactsReader().follow(&facts, aside: nobody, store.scoring)
        #expect(facts.lines == expected)

        let thread = PostgresThread(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_scoring"))
        for table in ["model_fact", "event"] {
            try store.owner.execute("REVOKE SELECT ON groundswell.\(table) FROM groundswell_scoring")
            facts = Facts()
            #expect(throws: PostgresError.self) { try FactsReader().follow(&facts, aside: thread, store.scoring) }
            #expect(facts.batch == 0 && facts.lines == Facts().lines)
            try store.owner.execute("GRANT SELECT ON groundswell.\(table) TO groundswell_scoring")
        }
        _ = try FactsReader().follow(&facts, aside: thread, store.scoring)
        #expect(facts.lines == expected)
    }
}
