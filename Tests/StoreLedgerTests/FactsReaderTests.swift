import Columns
import Domain
import Postgres
import StoreSupport
import TestSupport
import Testing

@testable import StoreLedger

@Suite("Facts out of the store", .serialized)
struct FactsReaderTests {
    private func read(_ store: Store, upTo limit: Int64? = nil) throws -> Facts {
        var facts = Facts()
        let news = try FactsReader().follow(&facts, upTo: limit, store.scoring)
        // Over two connections at once it is the same.
        var together = Facts()
        let thread = PostgresThread(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_scoring"))
        defer { thread.stopAndWait() }
        let same = try FactsReader().follow(&together, upTo: limit, aside: thread, store.scoring)
        #expect(together.lines == facts.lines)
        #expect(together.newest == facts.newest && together.batch == facts.batch)
        #expect(same.figures == news.figures && same.committed == news.committed && same.isEmpty == news.isEmpty)
        for source in 0..<together.sources.count {
            #expect(together.heard.days(of: source, upTo: .max) == facts.heard.days(of: source, upTo: .max))
        }
        return facts
    }

    @Test("an empty store is batch 0, and following it brings nothing")
    func empty() throws {
        let store = try Store("facts_empty")
        var facts = Facts()
        #expect(try FactsReader().follow(&facts, store.scoring).isEmpty)
        #expect(facts.batch == 0)
        #expect(facts.newest == .null)
    }

    @Test("a ledger beyond what the columns number is refused in a sentence, and what was read stays")
    func tooManyBatches() throws {
        let store = try Store("facts_far")
        try store.names(1)
        try store.commit(store.observe(1, 10, "2024-12-02T00:00:00Z"))
        var facts = try read(store)
        let before = facts.batch
        try store.owner.execute(
            "INSERT INTO groundswell.batch VALUES (4294967296, now(), 0, 0, 0, 0)")
        #expect(throws: LedgerError.tooManyBatches(found: 4_294_967_296)) {
            _ = try FactsReader().follow(&facts, store.scoring)
        }
        #expect(facts.batch == before && facts.points.rows.count == 1)
    }

    @Test("every column comes as it was stored, absent values as absent")
    func columns() throws {
        let store = try Store("facts_columns")
        try store.names(4)
        try store.commit(
            """
            INSERT INTO groundswell.model_fact (model, source, at, batch, content, bases) VALUES
                (1, 1, '2024-12-01T10:00:00Z', $batch, 77, 0);
            INSERT INTO groundswell.model_fact VALUES
                (2, 2, 1, 5, true, '2024-12-02T10:00:00.000001Z', $batch, -9, 671000000000, 37000000000,
                 '2022-03-02T23:29:04Z', '2025-01-01', 3, 1, 2, 3, 3, 2, 1, 'abc');
            INSERT INTO groundswell.edge VALUES (2, 4, '2024-12-02T10:00:00.000001Z', $batch, -9, 2, 3);
            INSERT INTO groundswell.organization_fact VALUES
                (1, 3, 5, '2024-12-01', $batch, 1, 2, 'CN', 'One', '{uno,"a, b"}', 'https://x'),
                (2, 3, NULL, '2024-12-01', $batch, 2, NULL, NULL, NULL, '{}', NULL);
            INSERT INTO groundswell.identity_fact VALUES (1, 3, 1, true, '2024-12-03', $batch);
            INSERT INTO groundswell.deletion_fact VALUES (3, 1, '2024-12-04', $batch, 'gone');
            INSERT INTO groundswell.document_fact VALUES (0, 1, 4, '2024-12-01', $batch, 5, 'the-pile', '{}');
            INSERT INTO groundswell.series VALUES (4, 'stars', 0, 'stars', $batch);
            """,
            store.observe(1, 118_700_000, "2024-12-31T23:59:59.999999Z", series: 4, step: 100_000),
            store.like(2, -3, "2024-12-05T12:00:00Z"), store.like(2, 5, "2024-12-05T23:00:00Z"))
        let facts = try read(store)
        #expect(facts.batch == 2)
        #expect(facts.newest == microseconds("2024-12-31T23:59:59.999999Z"))
        #expect((1...4).map { facts.modelNames[$0] } == ["O2/m1", "O3/m2", "O1/m3", "O2/m4"])
        #expect(facts.modelOrganization == [.null, 2, 3, 1, 2])
        #expect(facts.organizationNames == ["", "O1", "O2", "O3"])
        #expect(facts.sources == ["", "huggingface", "mteb", "curated"])
        #expect(facts.words == ["", "mit", "other", "text-generation"])
        #expect(facts.series.map(\.name) == ["likes", "downloadsAllTime", "pulls", "downloads30d", "stars"])
        let bare = Array(facts.statements.rows)[0]
        #expect(
            bare.content == ContentHash(77) && bare.access == -1 && bare.gated == -1 && bare.releasedPrecision == -1)
        #expect(bare.parameters == .null && bare.created == .null && bare.released == .null && bare.hubId == 0)
        #expect(bare.license == .null && bare.organization == .null)
        let full = Array(facts.statements.rows)[1]
        #expect(full.model == 2 && full.source == 2 && full.at == microseconds("2024-12-02T10:00:00.000001Z"))
        #expect(full.access == 5 && full.gated == 1 && full.releasedPrecision == 1 && full.batch == 2)
        #expect(full.parameters == 671_000_000_000 && full.activeParameters == 37_000_000_000)
        #expect(full.created == microseconds("2022-03-02T23:29:04Z"))
        #expect(full.released == UTCDay(year: 2025, month: 1, day: 1)?.number)
        #expect([full.organization, full.license, full.licenseName, full.licenseLink] == [3, 1, 2, 3])
        #expect(full.task == 3 && full.library == 2 && full.bases == 1 && full.hubId != 0)
        #expect(facts.bases.rows.count == 1)
        #expect(Array(facts.bases.rows)[0].parent == 4 && Array(facts.bases.rows)[0].relation == 3)
        #expect(Array(facts.bases.rows)[0].belongs(to: full))
        let organization = facts.organizations[0]
        #expect(organization.country == Country(name: "CN") && organization.kind == .government)
        #expect(organization.aliases == ["uno", "a, b"] && organization.parent == 2)
        #expect(organization.name == "One" && organization.evidence == "https://x")
        #expect(facts.organizations[1].country == nil && facts.organizations[1].kind == nil)
        #expect(facts.identities[0].renamed && facts.identities[0].other == 3)
        #expect(facts.deletions[0].reason == "gone")
        #expect(facts.artifacts == [4])
        #expect(facts.points.rows.map(\.value) == [118_700_000])
        #expect(Array(facts.points.rows)[0].step == 100_000 && Array(facts.points.rows)[0].series == 4)
        #expect(facts.amounts.rows.map(\.amount) == [2])
        #expect(Array(facts.amounts.rows)[0].count == 2)
    }

    @Test("followed in random steps, and read at once, the facts are the same", arguments: 0..<6)
    func incremental(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let store = try Store("facts_incremental")
        try store.names(8)
        var followed = Facts()
        var steps: [Int64: [String]] = [:]
        for _ in 0..<30 {
            try store.commit(randomBatch(store, &random).joined(separator: ";"))
            if random.oneIn(3) {
                _ = try FactsReader().follow(&followed, store.scoring)
                steps[followed.batch] = followed.lines
            }
        }
        _ = try FactsReader().follow(&followed, store.scoring)
        let cold = try read(store)
        #expect(followed.lines == cold.lines)
        #expect(cold.batch == store.batch)
        // A past state of knowledge is what was known then, except for words, which are numbered once and for all.
        for (batch, lines) in steps { #expect(try read(store, upTo: batch).lines == lines) }
        #expect(try FactsReader().follow(&followed, store.scoring).isEmpty)
    }

    private func randomBatch(_ store: Store, _ random: inout SplitMix) -> [String] {
        var sql: [String] = []
        for _ in 0..<(1 + random.below(6)) {
            let model = 1 + random.below(8)
            let time = "2024-12-0\(1 + random.below(4))T0\(random.below(2)):00:00Z"
            let source = 1 + random.below(2)
            switch random.below(12) {
            case 0..<3: sql.append(store.observe(model, random.below(4), time, source: source))
            case 3..<5: sql.append(store.like(model, random.below(3) - 1, time, source: source))
            case 5:
                let bases = Array(Set((0..<random.below(3)).map { _ in 1 + random.below(8) }))
                sql.append(store.statement(model, time, content: random.below(1_000), bases: bases, source: source))
            case 6:
                sql.append(
                    "INSERT INTO groundswell.organization_fact VALUES (\(1 + model % 3), 3, 1, '\(time)', $batch, 1,"
                        + " NULL, 'US', NULL, '{}', NULL)")
            case 7: sql.append("INSERT INTO groundswell.identity_fact VALUES (\(model), 8, 1, true, '\(time)', $batch)")
            case 8: sql.append("INSERT INTO groundswell.deletion_fact VALUES (\(model), 1, '\(time)', $batch, NULL)")
            case 9:
                sql.append(
                    store.retract(.observation, model, at: time, ["number": "0"], source: source))
            case 10: sql.append(store.retract(random.pick([.model, .deletion]), model, at: time))
            default: sql.append(store.retract(.rename, model, at: nil, ["other": "8"]))
            }
        }
        return sql
    }

    @Test("what is sent again after its retraction stands; before it, it is gone; knownAt sees both times")
    func resend() throws {
        let store = try Store("facts_resend")
        try store.names(3)
        let time = "2024-12-01T00:00:00Z"
        try store.commit(
            store.observe(1, 10, time), store.statement(1, time, content: 1, bases: [2]),
            "INSERT INTO groundswell.identity_fact VALUES (1, 3, 1, true, '\(time)', $batch)",
            "INSERT INTO groundswell.deletion_fact VALUES (2, 1, '\(time)', $batch, NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (1, 1, 1, '\(time)', $batch, 1, NULL, 'US', NULL, '{}', NULL)",
            "INSERT INTO groundswell.document_fact VALUES (0, 1, 3, '\(time)', $batch, 5, 'the-pile', '{}')")
        let stated = try read(store)
        try store.commit(
            store.retract(.observation, 1, at: time, ["number": "0"]), store.retract(.model, 1, at: time),
            store.retract(.rename, 1, at: nil, ["other": "3"]), store.retract(.deletion, 2, at: time),
            store.retract(.organization, 1, at: time), store.retract(.artifact, nil, at: time, ["text": "'the-pile'"]))
        let gone = try read(store)
        #expect(gone.points.rows.isEmpty && gone.statements.rows.isEmpty && gone.identities.isEmpty)
        #expect(gone.deletions.isEmpty && gone.organizations.isEmpty && gone.artifacts.isEmpty)
        #expect(gone.newest == .null)
        try store.commit(
            store.observe(1, 10, time), store.statement(1, time, content: 1, bases: [2]),
            "INSERT INTO groundswell.identity_fact VALUES (1, 3, 1, true, '\(time)', $batch)",
            "INSERT INTO groundswell.document_fact VALUES (0, 1, 3, '\(time)', $batch, 5, 'the-pile', '{}')")
        let again = try read(store)
        #expect(again.points.rows.map(\.value) == [10])
        #expect(again.statements.rows.count == 1)
        #expect(again.bases.rows.count { $0.belongs(to: Array(again.statements.rows)[0]) } == 1)
        #expect(again.identities.count == 1)
        #expect(again.artifacts == [3])
        #expect(again.newest == microseconds(time))
        #expect(try read(store, upTo: 2).lines == stated.lines)
        #expect(try read(store, upTo: 3).lines == gone.lines)
        // All of it in one step.
        var followed = stated
        #expect(try FactsReader().follow(&followed, store.scoring).rewrites)
        #expect(followed.points.rows.map(\.value) == [10])
        #expect(followed.artifacts == [3])
    }

    @Test("a retraction reaches its own source, series and time only")
    func reach() throws {
        let store = try Store("facts_reach")
        try store.names(2)
        let time = "2024-12-01T00:00:00Z"
        try store.commit(
            store.observe(1, 10, time), store.observe(1, 11, time, series: 1), store.observe(1, 12, time, source: 2),
            store.observe(2, 13, time), store.observe(1, 14, "2024-12-02T00:00:00Z"))
        try store.commit(store.retract(.observation, 1, at: time, ["number": "0"]))
        #expect(try read(store).points.rows.map(\.value).sorted() == [11, 12, 13, 14])
    }

    @Test("of events that are alike as many go as were withdrawn; the last one leaves nothing behind, no newest time")
    func events() throws {
        let store = try Store("facts_events")
        try store.names(2)
        let late = "2024-12-09T05:00:00Z"
        let gone = ["other": "0", "amount": "1"]
        try store.commit(
            store.like(1, 1, late), store.like(1, 1, late), store.like(2, 1, "2024-12-02T00:00:00Z"))
        try store.commit(store.retract(.event, 1, at: late, gone, source: 2))
        var facts = try read(store)
        #expect(facts.amounts.rows[facts.amounts.range(1)].map(\.amount) == [1])
        #expect(facts.newest == microseconds(late))
        try store.commit(store.retract(.event, 1, at: late, gone, source: 2))
        let news = try FactsReader().follow(&facts, store.scoring)
        #expect(news.touched == [1: News.allDays])
        #expect(facts.amounts.range(1).isEmpty)
        #expect(facts.newest == microseconds("2024-12-02T00:00:00Z"))
        #expect(try read(store).lines == facts.lines)
        // A like and an unlike of one day are no retraction.
        try store.commit(store.like(2, -1, "2024-12-02T01:00:00Z"))
        #expect(try read(store).amounts.rows.map(\.amount) == [0])
    }

    @Test("of two values at one time the later stands, in one batch too, and the one sent again is the later")
    func sameTime() throws {
        let store = try Store("facts_same_time")
        try store.names(1)
        let time = "2024-12-01T00:00:00Z"
        try store.commit(store.observe(1, 5, time), store.observe(1, 6, time))
        #expect(try read(store).points.rows.map(\.value) == [5, 6])
        try store.commit(store.observe(1, 5, time))
        #expect(Array(try read(store).points.rows).last?.value == 5)
        try store.commit(store.observe(1, 5, time))
        #expect(try read(store).points.rows.map(\.batch) == [2, 2, 4])
    }

    @Test("organisations' statements of one batch come in their order of arrival, however many")
    func order() throws {
        let store = try Store("facts_order")
        try store.names(1)
        try store.commit(
            """
            INSERT INTO groundswell.organization_fact
            SELECT 1, 1, NULL, '2024-12-01', $batch, i, NULL, NULL, 'n' || i, '{}', NULL FROM generate_series(1, 3000) i
            """)
        #expect(try read(store).organizations.compactMap(\.name) == (1...3000).map { "n\($0)" })
    }

    @Test("a store that fails leaves the facts as they were, and the next reading goes on from there")
    func failure() throws {
        let store = try Store("facts_failure")
        try store.names(2)
        var facts = try read(store)
        let before = facts.lines
        try store.commit(store.observe(1, 5, "2024-12-01T00:00:00Z"))
        try store.owner.execute("REVOKE SELECT ON groundswell.retraction FROM groundswell_scoring")
        #expect(throws: PostgresError.self) { try FactsReader().follow(&facts, store.scoring) }
        #expect(facts.lines == before)
        try store.owner.execute("GRANT SELECT ON groundswell.retraction TO groundswell_scoring")
        #expect(try !FactsReader().follow(&facts, store.scoring).isEmpty)
        #expect(facts.points.rows.count == 1)
    }

    @Test("scoring's role reads facts and cannot write them")
    func role() throws {
        let store = try Store("facts_role")
        try store.names(1)
        for sql in [
            "INSERT INTO groundswell.source VALUES (9, 'x')", "UPDATE groundswell.batch SET number = 9",
            "DELETE FROM groundswell.model", "TRUNCATE groundswell.event", "SELECT * FROM groundswell.unstreamed",
            "CREATE TABLE groundswell.mine (i int)",
        ] {
            let error = #expect(throws: PostgresError.self) { try store.scoring.execute(sql) }
            #expect(error?.state == .insufficientPrivilege, "\(sql)")
        }
    }
}
