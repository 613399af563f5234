import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

/// The likeliest misconfigurations, each provoked.
@Suite(.serialized) struct DoctorTests {
    /// The codes that the doctor finds.
    private func codes(_ arguments: [String], isCareless: Bool = true) throws -> Set<String> {
        let outcome = try ServiceProcess.run("groundswell", ["doctor", "--json", "--programs", "/nowhere"] + arguments)
        guard let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]] else {
            throw TestFailure("no list: \(outcome.output)\(outcome.errors)")
        }
        #expect(outcome.status == (list.isEmpty ? 0 : 1))
        for finding in list { #expect(finding["fix"]?.isEmpty == false && finding["problem"]?.isEmpty == false) }
        // The tests' own server is fast and careless.
        return Set(list.compactMap { $0["code"] }).subtracting(
            isCareless ? ["postgres.fsync", "postgres.full_page_writes"] : [])
    }

    @Test func aSoundInstallationHasNothing() throws {
        let deployment = try Deployment("doctor")
        let arguments = ["--sockets", deployment.sockets, "--database", deployment.conninfo]
        for _ in 0..<100 where try codes(arguments) != [] { usleep(100_000) }
        #expect(try codes(arguments) == [])
        // A service that is gone, one that cannot reach its store.
        try deployment.service("scoring").kill9()
        let found = try codes(["--sockets", deployment.sockets, "--database", deployment.conninfo])
        #expect(found == ["service.down"])
        try deployment.service("query").kill9()
        #expect(
            try codes(["--sockets", deployment.sockets, "--database", deployment.conninfo]) == ["socket.dead"])
    }

    @Test func settingsSecretsSocketsAndDisk() throws {
        let folder = try TemporaryFolder()
        let database = ["--database", try TestCluster.shared.database("doctor_empty"), "--sockets", folder.path]
        #expect(try codes(database).isSuperset(of: ["socket.absent", "schema.missing"]))
        try "batch.row: 7\n".write(toFile: folder.path("groundswell-ingest.yaml"), atomically: true, encoding: .utf8)
        let settings = try ServiceProcess.run(
            "groundswell",
            ["doctor", "--programs", ServiceProcess.programs, "--settings", folder.path, "--sockets", folder.path])
        #expect(settings.output.contains("did you mean batch.rows?"))
        let secret = folder.path("groundswell-hub-token")
        try "hf_x".write(toFile: secret, atomically: true, encoding: .utf8)
        chmod(secret, 0o644)
        #expect(try codes(database + ["--secrets", folder.path]).contains("secret.open"))
        chmod(secret, 0o400)
        #expect(try !codes(database + ["--secrets", folder.path]).contains("secret.open"))
        chmod(secret, 0o600)
        try "".write(toFile: secret, atomically: false, encoding: .utf8)
        #expect(try codes(database + ["--secrets", folder.path]).contains("secret.empty"))
        #expect(try codes(database + ["--data", "/", "--free", "101"]).contains("disk.full"))
    }

    @Test func schemaRolesAndServer() throws {
        let server = try freshClusterForFaults(settings: [
            "max_connections": "12", "fsync": "off", "full_page_writes": "off",
        ])
        let folder = try TemporaryFolder()
        let conninfo = server.conninfo()
        let arguments = ["--sockets", folder.path, "--database", conninfo]
        let connection = try Connection(ConnectionConfiguration(conninfo: conninfo))
        #expect(
            try codes(arguments)
                == ["socket.absent", "schema.missing", "role.missing", "postgres.max_connections"])
        let careless = try codes(
            ["--sockets", folder.path, "--database", conninfo + " options='-c synchronous_commit=off'"],
            isCareless: false)
        #expect(
            careless.isSuperset(of: ["postgres.fsync", "postgres.full_page_writes", "postgres.synchronous_commit"]))
        let migrated = try ServiceProcess.run("groundswell", ["admin", "migrate", "--database", conninfo])
        #expect(migrated.status == 0)
        let rest: Set = ["socket.absent", "postgres.max_connections"]
        #expect(try codes(arguments) == rest)
        try connection.execute("ALTER ROLE groundswell_query SUPERUSER")
        #expect(try codes(arguments) == rest.union(["role.mighty"]))
        try connection.execute("ALTER ROLE groundswell_query NOSUPERUSER")
        try connection.execute("ALTER ROLE groundswell_ingest IN DATABASE postgres RESET statement_timeout")
        #expect(try codes(arguments) == rest.union(["role.unlimited"]))
        try connection.execute(
            "DELETE FROM public.groundswell_migration WHERE number = (SELECT max(number) FROM public.groundswell_migration)"
        )
        #expect(try codes(arguments).contains("schema.old"))
        try connection.execute("INSERT INTO public.groundswell_migration VALUES (99, 'later', 0)")
        #expect(try codes(arguments).contains("schema.newer"))
    }

    @Test func servicesThatDoNotReachTheirStore() throws {
        let folder = try TemporaryFolder()
        let elsewhere = try TestCluster.shared.database("doctor_nowhere") + " dbname=not_there"
        let services = try ["ingest", "scoring", "query"].map { service in
            try ServiceProcess(
                "groundswell-\(service)", ["--sockets", folder.path, "--database", elsewhere],
                log: folder.path("\(service).log"))
        }
        defer { for service in services { service.kill9() } }
        let arguments = ["--sockets", folder.path, "--database", elsewhere]
        for _ in 0..<100 where try codes(arguments) != ["service.store"] { usleep(100_000) }
        #expect(try codes(arguments) == ["service.store"])
        let said = try ServiceProcess.run("groundswell", ["doctor", "--programs", "/nowhere"] + arguments)
        #expect(said.output.contains("groundswell admin setup"), "\(said.output)")
    }

    @Test func aGatewayThatDoesNotAnswer() throws {
        let folder = try TemporaryFolder()
        // Takes connections and says nothing, as a process that hangs: the kernel accepts for it.
        let hanging = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(hanging) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = folder.path("gateway.sock")
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix(107)) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(hanging, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0 && listen(hanging, 8) == 0)
        let database = try TestCluster.shared.database("doctor_hanging")
        #expect(try codes(["--sockets", folder.path, "--database", database]).contains("gateway.silent"))
    }

    private static let tool = ServiceProcess.programs + "/groundswell"
    /// Whether another user can run the programs of this build.
    private static let othersCanRun = Outsider.isPossible && Outsider.run(["test", "-x", tool]).status == 0

    @Test(.enabled(if: othersCanRun, "only root can be another user, and that user must reach the programs"))
    func usersWhoMayNotAsk() throws {
        let folder = try TemporaryFolder()
        chmod(folder.path, 0o755)
        let gateway = try ServiceProcess(
            "groundswell-query",
            ["--sockets", folder.path, "--database", "host=/nowhere", "--access-readers", "uid:4242"],
            log: folder.path("query.log"))
        defer { gateway.kill9() }
        let path = folder.path("gateway.sock")
        for _ in 0..<100 where access(path, F_OK) != 0 { usleep(50_000) }
        func codes() throws -> [String] {
            let outcome = Outsider.run([
                Self.tool, "doctor", "--json", "--programs", "/nowhere", "--sockets", folder.path, "--database",
                "host=/nowhere",
            ])
            let list = try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]]
            return list?.compactMap { $0["code"] } ?? [outcome.output]
        }
        chmod(path, 0o600)
        #expect(try codes().contains("socket.forbidden"))
        chmod(path, 0o666)
        let found = try codes()
        #expect(found.contains("access.reader"), "found \(found)")
    }
}
