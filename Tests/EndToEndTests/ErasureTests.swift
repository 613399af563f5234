import Foundation
import Postgres
import TestSupport
import Testing

/// A personal account loses its name and keeps its adoption; who did what is on record.
@Suite(.serialized) struct ErasureTests {
    private static let records = """
        {"model":{"id":"org/base","source":"x","at":"2026-01-01"}}
        {"model":{"id":"Jane-Doe/Tuned.v1","bases":[{"id":"org/base","relation":"finetune"}],"source":"x","at":"2026-01-02"}}
        {"model":{"id":"org/after","bases":[{"id":"jane-doe/tuned.v1","relation":"finetune"}],"source":"x","at":"2026-01-03"}}
        {"model":{"id":"jane-doe-labs/other","source":"x","at":"2026-01-03"}}
        {"organization":{"id":"jane-doe","name":"Jane Doe","country":"FR","aliases":["janed"],"evidence":"https://example.org/jane-doe","source":"curated","at":"2026-01-05"}}
        {"organization":{"id":"org","name":"Org","country":"US","source":"x","at":"2026-01-05"}}
        {"component":{"model":"Jane-Doe/Tuned.v1","id":15,"evidence":"https://example.org/jane-doe/data","source":"x","at":"2026-01-05"}}
        {"component":{"model":"org/base","id":15,"evidence":"https://example.org/jane-doe/copy","source":"x","at":"2026-01-05"}}
        {"event":{"id":"1","model":"org/base","kind":"deployment","amount":3,"adopter":{"id":"Jane-Doe","country":"FR"},"source":"x","at":"2026-01-06"}}
        {"deletion":{"model":"Jane-Doe/Tuned.v1","reason":"jane-doe left","source":"y","at":"2026-01-01"}}

        """

    /// Every row of a schema that holds a text.
    private func rows(_ connection: Connection, schema: String, holding text: String) throws -> [String] {
        let tables = try connection.query(
            "SELECT relname::text FROM pg_class WHERE relnamespace = '\(schema)'::regnamespace AND relkind IN ('r', 'p')"
        ) { try $0.text(0) }
        return try tables.flatMap { table in
            try connection.query(
                "SELECT t::text FROM \(schema).\"\(table)\" t WHERE t::text ~* $1 AND t::text !~* 'jane-doe-labs'",
                [.text(text)]
            ) { "\(table): \(try $0.text(0))" }
        }
    }

    /// What rests on the account's models, in figures alone.
    private func figures(_ deployment: Deployment) throws -> [String] {
        let ranks = try deployment.ask("leaderboard", ["--measure", "derivatives"])["value"] as? [[String: Any]]
        let dependence = try deployment.ask("dependence", ["--of", "FR"])
        return (ranks ?? []).map { "\($0["value"] ?? "")" }
            + ["numerator", "denominator", "coverage"].map { "\($0) \(dependence[$0] ?? "")" }
    }

    @Test func anAccountLosesItsNameAndKeepsItsAdoption() throws {
        let deployment = try Deployment("erasure")
        let file = deployment.folder.path("records.ndjson")
        try Self.records.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try deployment.load(["groundswell", file])["stored"] as? Int == 10)
        try deployment.wait()
        let connection = try Connection(ConnectionConfiguration(conninfo: deployment.conninfo))
        let name = "jane-doe|jane doe|janed|tuned"
        #expect(try rows(connection, schema: "groundswell", holding: name).count == 7)
        let before = try figures(deployment)
        #expect(before.count > 6 && before.contains("denominator 1"), "\(before)")
        let amounts = "SELECT sum(amount)::int8 FROM groundswell.event WHERE adopter IS NOT NULL"
        let database = ["--database", deployment.conninfo]

        // Not while somebody knows names by heart, and not what is not there.
        let refused = try deployment.tool(["admin", "erase", "jane-doe"] + database)
        #expect(refused.status == 1 && refused.errors.contains("systemctl stop"))
        for service in ["ingest", "scoring"] { try deployment.service(service).kill9() }
        #expect(try deployment.tool(["admin", "erase", "nobody-there"] + database).status == 1)
        #expect(try deployment.tool(["admin", "erase", "org/base"] + database).status == 2)

        let erased = try deployment.tool(["admin", "erase", "JANE-DOE"] + database)
        #expect(erased.status == 0, "\(erased.errors)")
        #expect(erased.output.contains("1 adopter, 1 organization, 1 model"))
        #expect(try rows(connection, schema: "groundswell", holding: name) == [])
        #expect(try connection.queryFirst(amounts) { try $0.int8(0) } == 3)
        for service in ["ingest", "scoring"] { try deployment.start(service) }
        try deployment.wait()
        for _ in 0..<100 where try !rows(connection, schema: "score", holding: name).isEmpty { usleep(100_000) }
        #expect(try rows(connection, schema: "score", holding: name) == [])
        for _ in 0..<100 where try deployment.tool(["ask", "model.get", "--id", "jane-doe/tuned.v1"]).status == 0 {
            usleep(100_000)
        }
        let gone = try deployment.tool(["ask", "model.get", "--id", "jane-doe/tuned.v1"])
        #expect(gone.status == 1 && gone.errors.contains("jane-doe/tuned.v1"), "\(gone.errors)")
        let after = try figures(deployment)
        #expect(after == before)
        #expect(try deployment.tool(["ask", "model.get", "--id", "jane-doe-labs/other"]).status == 0)
        let found = try deployment.tool(["ask", "model.search", "--query", "anonymous-"])
        #expect(found.output.contains("/model-"), "\(found.output)\(found.errors)")

        // What comes again is new, and is erased under the same id.
        _ = try deployment.tool(["import", "groundswell", file, "--source", "x"])
        let again = deployment.folder.path("again.ndjson")
        try #"{"model":{"id":"jane-doe/tuned.v1","source":"x","at":"2026-02-01"}}"#.appending("\n").write(
            toFile: again, atomically: true, encoding: .utf8)
        #expect(try deployment.load(["groundswell", again])["stored"] as? Int == 1)
        for service in ["ingest", "scoring"] { try deployment.service(service).kill9() }
        let second = try deployment.tool(["admin", "erase", "jane-doe"] + database)
        #expect(second.output.prefix(40) == erased.output.prefix(40), "\(second.output)\(second.errors)")
        #expect(try rows(connection, schema: "groundswell", holding: name) == [])
        let verified = try deployment.tool(["admin", "verify"] + database)
        #expect(verified.output.contains("is there, once"), "\(verified.errors)")

        // Who did what, without the name that is gone.
        let acts = try deployment.tool(["admin", "acts"] + database)
        #expect(acts.output.contains("migrate: 1 facts") && acts.output.contains("erase: anonymous-"))
        #expect(acts.output.contains("uid \(getuid())  curate: 1 organization"), "\(acts.output)")
        #expect(acts.output.firstMatch(of: /(?i)jane/) == nil)
        let list = try #require(try deployment.json(["admin", "acts", "--limit", "1"] + database) as? [[String: Any]])
        #expect(list.count == 1 && list[0]["what"] as? String == "erase")
    }
}
