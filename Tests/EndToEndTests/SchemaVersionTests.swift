import Foundation
import Postgres
import StoreSchema
import TestSupport
import Testing

/// Services beside a schema that is one step older or newer than theirs.
@Suite(.serialized) struct SchemaVersionTests {
    private static let later = Migration(
        number: Migration.all.count32 + 1, name: "later",
        sql: "ALTER TABLE groundswell.batch ADD COLUMN note text; CREATE TABLE groundswell.later (a int)")

    private func line(_ deployment: Deployment) throws {
        let file = deployment.folder.path("one.ndjson")
        try #"{"model":{"id":"a/b","source":"x","at":"2026-01-01"}}"#.write(
            toFile: file, atomically: true, encoding: .utf8)
        _ = try deployment.load(["groundswell", file])
    }

    @Test func anOlderServiceWorksWithASchemaThatOnlyAdds() throws {
        let deployment = try Deployment("later") { conninfo in
            try Migrator.migrate(
                Connection(ConnectionConfiguration(conninfo: conninfo)), migrations: Migration.all + [Self.later])
        }
        try line(deployment)
        try deployment.wait()
        #expect(try deployment.ask("model.get", ["--id", "a/b"])["value"] != nil)
        // Its own tool will not migrate what it does not know.
        let migrated = try deployment.tool(["admin", "migrate", "--database", deployment.conninfo])
        #expect(migrated.status == 1 && migrated.errors.contains("install a newer groundswell"))
    }

    @Test func anOlderServiceKeepsItsHandsOffASchemaThatBreaksWithIt() throws {
        var breaking = Self.later
        breaking.breaks = true
        let deployment = try Deployment("breaking") { conninfo in
            try Migrator.migrate(
                Connection(ConnectionConfiguration(conninfo: conninfo)), migrations: Migration.all + [breaking])
        }
        let sentence = "must not touch"
        for service in ["ingest", "scoring", "query"] {
            for _ in 0..<100 where !deployment.log(service).contains(sentence) { usleep(100_000) }
            #expect(deployment.log(service).contains(sentence), "\(service): \(deployment.log(service))")
        }
        #expect(try deployment.tool(["status"]).output.contains("install a newer groundswell"))
    }

    @Test func aNewerServiceSaysThatTheSchemaMustBeMigratedAndGoesOnAfterwards() throws {
        let deployment = try Deployment("earlier") { conninfo in
            try Migrator.migrate(
                Connection(ConnectionConfiguration(conninfo: conninfo)), migrations: Array(Migration.all.prefix(3)))
        }
        for _ in 0..<100 where !deployment.log("scoring").contains("admin migrate") { usleep(100_000) }
        #expect(deployment.log("scoring").contains("run 'groundswell admin migrate'"))
        #expect(deployment.log("ingest").contains("run 'groundswell admin migrate'"))
        let migrated = try deployment.tool(["admin", "migrate", "--database", deployment.conninfo])
        #expect(migrated.status == 0)
        try line(deployment)
        try deployment.wait()
        #expect(try deployment.ask("model.get", ["--id", "a/b"])["value"] != nil)
    }
}

extension [Migration] {
    fileprivate var count32: Int32 { Int32(count) }
}
