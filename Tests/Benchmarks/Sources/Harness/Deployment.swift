import Foundation
import Glibc
import Postgres
import StoreSchema
import TestSupport

/// A private Postgres with the settings of the quickstart, and the services over it.
final class Deployment {
    let folder: String
    let sockets: String
    private let server: PostgresServer
    private let programs: String
    /// Where the units stand that the services are deployed by.
    private let units: String
    private var services: [String: Program] = [:]

    init(_ options: Options, folder: String) throws {
        programs = options.programs
        units = options.units
        self.folder = folder
        sockets = "\(folder)/run"
        try FileManager.default.createDirectory(atPath: sockets, withIntermediateDirectories: true)
        server = try PostgresServer(settings: try Self.settings(options.settings))
        try server.start()
        try Migrator.migrate(try connection())
    }

    /// What matters of the quickstart's settings: where it listens and what it logs is the harness'.
    private static func settings(_ path: String) throws -> [String: String] {
        var settings = ["full_page_writes": "on", "max_connections": "700"]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, !line.hasPrefix("#"), !parts[0].hasPrefix("log"),
                !["listen_addresses", "port", "max_connections"].contains(parts[0])
            else { continue }
            settings[parts[0]] = parts[1]
        }
        guard settings["fsync"] == "on", settings["synchronous_commit"] == "on" else {
            throw Failure("\(path) does not keep what was acknowledged: fsync or synchronous_commit is not on")
        }
        return settings
    }

    /// A connection of the barest client, as the superuser.
    func connection() throws -> Connection {
        try Connection(ConnectionConfiguration(conninfo: server.conninfo(), operationTimeout: .seconds(600)))
    }

    /// Processor seconds of this program, of Postgres with its backends, and of the services so far.
    var processorSeconds: Double {
        services.values.reduce(ProcessorTime.of(getpid()) + (server.processID.map(ProcessorTime.ofFamily) ?? 0)) {
            $0 + ProcessorTime.of($1.pid)
        }
    }

    var conninfo: String { server.conninfo() }

    /// Of something in the run's folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func socket(_ service: String) -> String { "\(sockets)/\(service == "query" ? "gateway" : service).sock" }

    func service(_ name: String) throws -> Program {
        guard let program = services[name] else { throw Failure("\(name) was not started") }
        return program
    }

    /// Starts a service and waits until its socket answers.
    @discardableResult
    func start(_ name: String) throws -> Program {
        try Data().write(to: URL(filePath: settingsFile(name)))
        let program = try Program(
            "\(programs)/groundswell-\(name)",
            [
                "--sockets", sockets, "--database", "\(conninfo) user=groundswell_\(name)",
                "--config", settingsFile(name),
            ],
            environment: try environment(name), log: path("\(name).log"))
        services[name] = program
        for _ in 0..<3000 {
            if (try? UnixSocket(socket(name))) != nil { return program }
            guard program.isRunning else { throw Failure("\(name) ended: \(program.printed)") }
            usleep(10_000)
        }
        throw Failure("\(name) does not listen: \(program.printed)")
    }

    private func settingsFile(_ name: String) -> String { path("\(name).yaml") }

    /// Gives a running service other settings, of those that a reload takes over.
    func reload(_ name: String, _ settings: String) throws {
        try Data(settings.utf8).write(to: URL(filePath: settingsFile(name)))
        Glibc.kill(try service(name).pid, SIGHUP)
    }

    /// What the service's unit sets in its environment, for what is measured is what is deployed.
    private func environment(_ name: String) throws -> [String] {
        let unit = try String(contentsOfFile: "\(units)/groundswell-\(name).service", encoding: .utf8)
        return unit.split(separator: "\n").compactMap { line in
            line.hasPrefix("Environment=") ? String(line.dropFirst("Environment=".count)) : nil
        }
    }

    /// The services that run, in the order of the data.
    var running: [Program] { ["ingest", "scoring", "query"].compactMap { services[$0] } }

    /// Of services that ended although nobody stopped them: how, and the last of what they printed. Empty: none did.
    var ended: String {
        running.filter { !$0.isRunning }.map { "\n\($0.name) \($0.ending): \($0.printed.suffix(4000))" }.joined()
    }

    /// Waits until the gateway answers from everything that is committed.
    func waitForEpoch() throws {
        let gateway = try Questions(socket("query"))
        try wait("the epoch of everything committed", for: 600, every: 20_000) {
            let status = try gateway.ask("status")
            let batch = status["epochBatch"] as? Int ?? 0
            return batch > 0 && batch == status["committedBatch"] as? Int
        }
    }

    func stop(_ name: String) { services.removeValue(forKey: name)?.stop() }

    /// Ends a service without a chance to say goodbye.
    func kill(_ name: String) {
        guard let program = services.removeValue(forKey: name) else { return }
        Glibc.kill(program.pid, SIGKILL)
        program.wait()
    }

    /// Waits until `condition` holds; asks every few milliseconds.
    func wait(_ what: String, for limit: Double = 300, every pause: useconds_t = 5_000, _ condition: () throws -> Bool)
        throws
    {
        let end = seconds() + limit
        while try !condition() {
            guard seconds() < end else { throw Failure("\(what): not within \(Int(limit)) s") }
            for (name, program) in services where !program.isRunning {
                throw Failure("\(name) ended: \(program.printed.suffix(2000))")
            }
            usleep(pause)
        }
    }

    func end() {
        for name in ["query", "scoring", "ingest"] { stop(name) }
    }
}
