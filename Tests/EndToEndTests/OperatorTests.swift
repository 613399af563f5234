import Foundation
import Postgres
import TestSupport
import Testing

/// What an operator does to a store: setup, backup, restore, verification, retention.
@Suite(.serialized) struct OperatorTests {
    /// How the superuser of the tests' server connects to a database of it.
    private func conninfo(_ database: String, user: String = "") throws -> String {
        try TestCluster.shared.database("operator") + " dbname='\(database)'" + (user.isEmpty ? "" : " user=\(user)")
    }

    private func tool(_ arguments: [String], status: Int32 = 0) throws -> String {
        let outcome = try ServiceProcess.run("groundswell", arguments)
        #expect(outcome.status == status, "\(arguments): \(outcome.output)\(outcome.errors)")
        return outcome.output + outcome.errors
    }

    private func number(_ conninfo: String, _ sql: String) throws -> Int64 {
        try Connection(ConnectionConfiguration(conninfo: conninfo)).queryFirst("SELECT (\(sql))::int8") {
            try $0.int8(0)
        }
            ?? -1
    }

    @Test func setupMakesEverythingOnceAndEachRoleMayDoItsOwn() throws {
        let server = try conninfo("postgres")
        let first = try tool(["admin", "setup", "--server", server, "--name", "set_up"])
        #expect(first.contains("created the database set_up") && first.contains("applied migration 1 (facts)"))
        #expect(try tool(["admin", "setup", "--server", server, "--name", "set_up"]) == "all is there already\n")
        let made = try conninfo("set_up")
        #expect(
            try number(
                made, "SELECT count(*) FROM pg_authid WHERE rolname ~ '^groundswell' AND rolpassword IS NOT NULL") == 0)
        // The owner is no superuser, and its schema its own, with everything in it.
        #expect(
            try number(
                made,
                """
                SELECT count(*) FROM (SELECT relowner AS o FROM pg_class WHERE relnamespace = 'groundswell'::regnamespace
                    UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'groundswell'::regnamespace) t
                WHERE o <> 'groundswell'::regrole
                """) == 0)
        #expect(
            try number(
                made, "SELECT count(*) FROM pg_roles WHERE rolname ~ '^groundswell' AND (rolsuper OR rolcreaterole)")
                == 0)
        func refused(_ role: String, _ sql: String) throws {
            let connection = try Connection(ConnectionConfiguration(conninfo: conninfo("set_up", user: role)))
            do {
                try connection.execute(sql)
                Issue.record("\(role) may: \(sql)")
            } catch { #expect(error.state == .insufficientPrivilege, "\(role), \(sql): \(error)") }
        }
        for role in ["groundswell_ingest", "groundswell_scoring", "groundswell_query"] {
            try refused(role, "DELETE FROM groundswell.batch")
            try refused(role, "UPDATE public.groundswell_migration SET number = 9")
            try refused(role, "CREATE TABLE public.mine (a int)")
            try refused(role, "ALTER TABLE groundswell.event DISABLE TRIGGER ALL")
        }
        try refused("groundswell_scoring", "INSERT INTO groundswell.word VALUES (1, 'x')")
        try refused("groundswell_scoring", "SELECT * FROM groundswell.unstreamed")
        try refused("groundswell_ingest", "SELECT * FROM score.epoch")
        try refused("groundswell_query", "INSERT INTO score.roll_up VALUES (true, 1)")
        try refused("groundswell_query", "SELECT groundswell.ensure_month('event', '2026-01-01')")
        #expect(
            try tool(["admin", "migrate", "--database", conninfo("set_up", user: "groundswell")]).contains("nothing"))
    }

    @Test func whatIsBackedUpComesBackAndWhatIsMissingIsFound() throws {
        // As an operator makes it: what the services may do is enough for their work.
        let server = try conninfo("postgres")
        let deployment = try Deployment("backup") { conninfo in
            let name = conninfo.split(separator: "dbname=")[1].split(separator: " ")[0]
            _ = try tool(["admin", "setup", "--server", server, "--name", String(name)])
        }
        let sample = "\(FileManager.default.currentDirectoryPath)/deploy/sample"
        _ = try deployment.load(["groundswell", "\(sample)/models.ndjson", "\(sample)/events.ndjson"])
        try deployment.wait()
        // A second batch changes rows that are there.
        _ = try deployment.load(["groundswell", "\(sample)/organizations.ndjson"])
        try deployment.wait()
        let file = deployment.folder.path("first.dump")
        let database = ["--database", deployment.conninfo]
        #expect(try tool(["admin", "verify"] + database).contains("is there, once"))
        #expect(try tool(["admin", "backup", file] + database).contains("up to batch"))
        #expect(try tool(["admin", "backup", file] + database, status: 1).contains("never written over"))
        let restore = ["admin", "restore", file, "--server", server, "--name", "came_back"]
        #expect(try tool(restore).contains("holds all of the backup"))
        #expect(try tool(restore, status: 1).contains("exists"))
        // What is damaged, of a newer version or no backup leaves no database behind.
        let manifest = try String(contentsOfFile: file + ".json", encoding: .utf8)
        let dump = try Data(contentsOf: URL(filePath: file))
        let bad = deployment.folder.path("bad.dump")
        func restored(_ bytes: Data, _ description: String?) throws -> String {
            try bytes.write(to: URL(filePath: bad))
            if let description { try description.write(toFile: bad + ".json", atomically: true, encoding: .utf8) }
            let said = try tool(["admin", "restore", bad, "--server", server, "--name", "never"], status: 1)
            #expect(try number(server, "SELECT count(*) FROM pg_database WHERE datname = 'never'") == 0)
            return said
        }
        #expect(try restored(dump, nil).contains("which was written with the backup"))
        #expect(try restored(dump, "{}").contains("is no description of a backup"))
        #expect(try restored(dump, "no JSON").contains("is no description of a backup"))
        #expect(try restored(dump.prefix(dump.count / 2), manifest).contains("it is damaged or no backup"))
        #expect(try restored(Data("hello".utf8), manifest).contains("it is damaged or no backup"))
        let newer = manifest.replacing(/"schema":\d+/, with: "\"schema\":99")
        #expect(try restored(dump, newer).contains("by a newer groundswell: its schema is 99"))
        #expect(
            try tool(
                ["admin", "restore", deployment.folder.path("none"), "--server", server, "--name", "never"], status: 1
            )
            .contains("cannot read"))
        #expect(
            try tool(["admin", "backup", "/nowhere/x.dump"] + database, status: 1).contains("cannot write '/nowhere/x"))
        let copy = try conninfo("came_back")
        let check = ["admin", "verify", "--against", file, "--database", copy]
        #expect(try tool(check).contains("is there, once"))
        // One row less, one other letter, a hole in the ledger: each is found.
        let connection = try Connection(ConnectionConfiguration(conninfo: copy))
        try connection.execute("DELETE FROM groundswell.event WHERE ctid = (SELECT min(ctid) FROM groundswell.event)")
        #expect(try tool(check, status: 1).contains(" events, the store has "))
        try connection.execute(
            "UPDATE groundswell.word SET text = text || 'x' WHERE id = (SELECT min(id) FROM groundswell.word)")
        #expect(try tool(check, status: 1).contains("word has other content than it had"))
        try connection.execute(
            "UPDATE groundswell.batch SET number = number + 1 WHERE number = (SELECT max(number) FROM groundswell.batch)"
        )
        #expect(try tool(check, status: 1).contains("some are missing"))
    }

    @Test func monthsThatThePolicyNoLongerKeepsAreTakenOutAndStillCount() throws {
        let deployment = try Deployment("retention")
        let old = #"{"event":{"id":"1","model":"a/b","kind":"deployment","amount":1,"source":"x","at":"2024-03-05"}}"#
        let new = #"{"event":{"id":"2","model":"a/b","kind":"deployment","amount":1,"source":"x","at":"2099-01-01"}}"#
        let file = deployment.folder.path("events.ndjson")
        let today = ISO8601DateFormatter().string(from: Date()).prefix(10)
        try "\(old)\n\(new.replacingOccurrences(of: "2099-01-01", with: today))\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        _ = try deployment.load(["groundswell", file])
        let database = ["--database", deployment.conninfo]
        #expect(try tool(["admin", "retention"] + database).contains("everything is kept"))
        let dry = try tool(["admin", "retention", "--events", "365"] + database)
        #expect(dry.contains("would take out event_2024_03"))
        let count = "SELECT count(*) FROM groundswell.event"
        #expect(try number(deployment.conninfo, count) == 2)
        #expect(
            try tool(["admin", "retention", "--events", "365", "--apply"] + database).contains("took out event_2024_03")
        )
        #expect(try number(deployment.conninfo, count) == 1)
        #expect(try number(deployment.conninfo, "SELECT count(*) FROM groundswell_detached.event_2024_03") == 1)
        #expect(try tool(["admin", "retention", "--events", "365", "--apply"] + database).contains("nothing is older"))
        #expect(try tool(["admin", "verify"] + database).contains("is there, once"))
        // The month may come again, and be taken out again.
        try old.replacingOccurrences(of: "\"1\"", with: "\"3\"").write(toFile: file, atomically: true, encoding: .utf8)
        _ = try deployment.load(["groundswell", file])
        #expect(try number(deployment.conninfo, count) == 2)
        _ = try tool(["admin", "retention", "--events", "365", "--apply"] + database)
        #expect(try number(deployment.conninfo, count) == 1)
        #expect(try tool(["admin", "verify"] + database).contains("is there, once"))
    }
}
