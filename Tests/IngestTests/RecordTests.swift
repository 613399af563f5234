import Postgres
import TestSupport
import Testing
import Wire

/// Every kind of record lands as it was sent, once.
@Suite(.serialized, .timeLimit(.minutes(5))) struct RecordTests {
    @Test func everyKindLands() async throws {
        let ingest = try Ingest("kinds")
        let process = try await ingest.start()
        defer { process.stop() }
        let replies = try await ingest.send(Lines.everyKind)
        #expect(replies.rejects == [])
        let count = Int64(Lines.everyKind.count)
        #expect(replies.lastAck?.figures == [count, count, 0, 0, 1])
        let texts = { try ingest.texts($0) }
        #expect(
            try texts(
                """
                SELECT concat_ws('|', m.name, o.name, s.name, f.hub_id, f.released, f.released_precision, f.access,
                    f.gated, l.text, n.text, k.text, t.text, b.text, f.parameters, f.active_parameters,
                    f.created AT TIME ZONE 'UTC', f.at AT TIME ZONE 'UTC', f.bases)
                FROM groundswell.model_fact f JOIN groundswell.model m ON m.id = f.model
                JOIN groundswell.organization o ON o.id = m.organization JOIN groundswell.source s ON s.id = f.source
                JOIN groundswell.word l ON l.id = license JOIN groundswell.word n ON n.id = license_name
                JOIN groundswell.word k ON k.id = license_link JOIN groundswell.word t ON t.id = task
                JOIN groundswell.word b ON b.id = library
                """) == [
                    "deepseek-ai/deepseek-r1|DeepSeek-AI|huggingface|678e|2025-01-01|1|0|f|mit|MIT|https://example.org/l|"
                        + "text-generation|transformers|671000000000|37000000000|2025-01-20 03:46:07|2026-05-01 07:02:00|2"
                ])
        #expect(
            try texts(
                """
                SELECT concat_ws('|', c.key, p.key, relation, e.content = f.content) FROM groundswell.edge e
                JOIN groundswell.model c ON c.id = child JOIN groundswell.model p ON p.id = parent
                JOIN groundswell.model_fact f ON f.model = child ORDER BY relation
                """) == [
                    "deepseek-ai/deepseek-r1|deepseek-ai/deepseek-v3-base|1|t",
                    "deepseek-ai/deepseek-r1|deepseek-ai/deepseek-r1|3|t",
                ])
        #expect(
            try texts(
                """
                SELECT concat_ws('|', m.key, s.name, value, step, at AT TIME ZONE 'UTC') FROM groundswell.observation o
                JOIN groundswell.model m ON m.id = model JOIN groundswell.series s ON s.id = series ORDER BY value DESC
                """) == [
                    "deepseek-ai/deepseek-r1|likes|13548|10|2026-05-01 07:02:00.000001",
                    "someone/else|stars|-5|1|2014-12-31 00:00:00",
                ])
        #expect(
            try texts(
                """
                SELECT concat_ws('|', m.key, e.kind, amount, a.name, a.country, a.kind, id_hash IS NOT NULL)
                FROM groundswell.event e JOIN groundswell.model m ON m.id = model
                JOIN groundswell.adopter a ON a.id = adopter
                """) == ["deepseek-ai/deepseek-r1|1|-2|acme|US|0|t"])
        #expect(
            try texts(
                """
                SELECT concat_ws('|', o.key, f.name, f.country, f.kind, p.key, array_to_string(aliases, '+'), evidence)
                FROM groundswell.organization_fact f JOIN groundswell.organization o ON o.id = f.organization
                JOIN groundswell.organization p ON p.id = f.parent
                """) == [#"deepseek-ai|DeepSeek|CN|0|high-flyer|deepseek+ds, "quoted"|https://example.org"#])
        #expect(
            try texts("SELECT concat_ws('|', component, present, license) FROM groundswell.component_fact")
                == ["21|t|CC-BY-4.0"])
        #expect(
            try texts("SELECT concat_ws('|', renamed, model, other) FROM groundswell.identity_fact ORDER BY 1").count
                == 2)
        #expect(try texts("SELECT reason FROM groundswell.deletion_fact") == ["gone"])
        #expect(
            try texts("SELECT concat_ws('|', kind, subject, node IS NULL) FROM groundswell.document_fact ORDER BY 1")
                == ["0|the-pile|f", "1|m1|t", "2|c1|t", "3|fmti 2024-05 organization:meta-llama|t"])
        #expect(
            try texts("SELECT body->>'title' FROM groundswell.document_fact WHERE kind = 1") == ["Export controls"])
        #expect(
            try texts("SELECT concat_ws('|', sum(observations), sum(events), sum(facts)) FROM groundswell.batch") == [
                "2|1|11"
            ])
    }

    @Test func retractionsNeedWhatIsStoredAndCountOnce() async throws {
        let ingest = try Ingest("retractions")
        let process = try await ingest.start()
        defer { process.stop() }
        let early = try await ingest.send(Lines.retractions)
        #expect(early.rejects.map(\.code) == .init(repeating: .retractionUnknown, count: Lines.retractions.count))
        #expect(try ingest.number("SELECT count(*) FROM groundswell.batch") == 0)
        _ = try await ingest.send(Lines.everyKind)
        let count = Int64(Lines.retractions.count)
        #expect(
            try await ingest.send(Lines.retractions).lastAck?.figures == [count, count, 0, 0, 1])
        #expect(
            try await ingest.send(Lines.retractions).lastAck?.figures == [count, 0, count, 0, 1])
        #expect(
            try ingest.texts("SELECT r.kind::text FROM groundswell.retraction r ORDER BY r.kind")
                == (0...11).map(String.init)
        )
    }

    @Test func theSameThreeTimesWithoutAStreamIsStoredOnce() async throws {
        let ingest = try Ingest("thrice")
        let process = try await ingest.start()
        defer { process.stop() }
        let lines =
            Lines.everyKind + (0..<100).map { Lines.event($0, id: "id-\($0)") }
            + (0..<100).map { Lines.event($0) } + (0..<100).map { Lines.observation($0) }
        let count = Int64(lines.count)
        // Every fiftieth event without an id is alike to none: days and seconds differ.
        #expect(try await ingest.send(lines).lastAck?.stored == count)
        let batches = try ingest.number("SELECT count(*) FROM groundswell.batch")
        for _ in 0..<2 {
            #expect(
                try await ingest.send(lines).lastAck?.figures == [count, 0, count, 0, 1])
        }
        #expect(try ingest.number("SELECT count(*) FROM groundswell.batch") == batches)
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 201)
        // Twice in one batch, in other case and order of fields, is a duplicate too.
        let twice = [
            #"{"observation":{"model":"A/b","series":"likes","value":1,"source":"test","at":"2026-05-01"}}"#,
            #"{"observation":{"at":"2026-05-01T00:00:00Z","value":1,"series":"likes","model":"a/B","source":"test"}}"#,
            #"{"observation":{"model":"A/b","series":"likes","value":2,"source":"test","at":"2026-05-01"}}"#,
        ]
        #expect(
            try await ingest.send(twice).lastAck?.figures == [3, 2, 1, 0, 1])
    }

    @Test func theSameEventIdWithOtherContentIsRejected() async throws {
        let ingest = try Ingest("conflict")
        let process = try await ingest.start()
        defer { process.stop() }
        _ = try await ingest.send([Lines.event(1, id: "x")])
        let replies = try await ingest.send([
            Lines.event(1, id: "x", amount: 2), Lines.event(1, id: "y"), Lines.event(1, id: "y", amount: 3),
        ])
        #expect(replies.rejects.map(\.line) == [1, 3])
        #expect(replies.rejects.map(\.code) == [.eventConflict, .eventConflict])
        #expect(replies.lastAck?.figures == [3, 1, 0, 2, 1])
    }

    @Test func seriesAreKnownBeforeTheyAreObserved() async throws {
        let ingest = try Ingest("series")
        let process = try await ingest.start()
        defer { process.stop() }
        let replies = try await ingest.send([
            Lines.observation(1, series: "starz"), #"{"series":{"id":"stars","kind":"counter","unit":"stars"}}"#,
            #"{"series":{"id":"stars","kind":"gauge","unit":"stars"}}"#, Lines.observation(1, series: "stars"),
        ])
        #expect(replies.rejects.map(\.code) == [.seriesUnknown, .seriesConflict])
        #expect(replies.rejects.first?.message.contains("'stars'") == true)
        #expect(replies.lastAck?.stored == 2)
        // A rejected record makes nothing known.
        #expect(try ingest.texts("SELECT key FROM groundswell.model") == ["author/model-1"])
        #expect(try await ingest.send([Lines.observation(2, series: "stars")]).lastAck?.stored == 1)
    }

    @Test func aRecordTheDatabaseRefusesDoesNotSinkItsBatch() async throws {
        let ingest = try Ingest("aside")
        let process = try await ingest.start()
        defer { process.stop() }
        // An index entry of Postgres holds 2,704 bytes that cannot be compressed.
        var generator = SystemRandomNumberGenerator()
        let license = (0..<12_000).map { _ in String(UInt8.random(in: 97...122, using: &generator), radix: 36) }
            .joined()
        func model(_ name: String, _ license: String) -> String {
            #"{"model":{"id":"\#(name)","license":"\#(license)","source":"test","at":"2026-05-01"}}"#
        }
        let lines = (0..<20).map { model("a/\($0)", $0 == 7 || $0 == 13 ? license + "\($0)" : "mit") }
        let replies = try await ingest.send([Lines.stream("aside")] + lines + [Lines.event(1)])
        #expect(replies.rejects.map(\.line) == [8, 14])
        #expect(replies.rejects.map(\.code) == [.recordSetAside, .recordSetAside])
        #expect(replies.lastAck?.figures == [21, 19, 0, 2, 1])
        #expect(try ingest.number("SELECT count(*) FROM groundswell.model_fact") == 18)
        #expect(try ingest.number("SELECT position FROM groundswell.stream") == 21)
    }
}
