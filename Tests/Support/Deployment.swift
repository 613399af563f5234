import Foundation
import Glibc
import Synchronization

/// The three services over a store of their own, as an operator starts them; the tool asks them.
public final class Deployment: Sendable {
    public let folder: TemporaryFolder
    public let sockets: String
    public let conninfo: String
    private let services = Mutex<[String: ServiceProcess]>([:])

    /// - Parameter prepare: makes the schema; nil: the tool does.
    public init(_ name: String, prepare: ((String) throws -> Void)? = nil) throws {
        folder = try TemporaryFolder(prefix: "gse")
        sockets = folder.path("run")
        try FileManager.default.createDirectory(atPath: sockets, withIntermediateDirectories: true)
        conninfo = try TestCluster.shared.database(name)
        if let prepare {
            try prepare(conninfo)
        } else {
            let migrated = try tool(["admin", "migrate", "--database", conninfo])
            guard migrated.status == 0 else { throw TestFailure("migrate failed: \(migrated.errors)") }
        }
        for service in ["ingest", "scoring", "query"] { try start(service) }
    }

    deinit {
        for service in services.withLock({ $0 }).values where service.isRunning { service.kill9() }
    }

    /// Starts a service and waits until its socket answers.
    public func start(_ service: String) throws {
        let process = try ServiceProcess(
            "groundswell-\(service)",
            ["--sockets", sockets, "--database", "\(conninfo) user=groundswell_\(service)"],
            log: folder.path("\(service).log"))
        services.withLock { $0[service] = process }
        let socket = sockets + "/" + (service == "query" ? "gateway" : service) + ".sock"
        for _ in 0..<600 {
            if Self.answers(socket) { return }
            guard process.isRunning else { throw TestFailure("\(service) ended: \(process.printed)") }
            usleep(50_000)
        }
        throw TestFailure("\(service) does not listen: \(process.printed)")
    }

    /// The running process of a service.
    public func service(_ name: String) throws -> ServiceProcess {
        guard let process = services.withLock({ $0[name] }) else { throw TestFailure("\(name) was not started") }
        return process
    }

    public func log(_ service: String) -> String {
        (try? String(contentsOfFile: folder.path("\(service).log"), encoding: .utf8)) ?? ""
    }

    /// Runs the tool to its end.
    public func tool(_ arguments: [String]) throws -> ServiceProcess.Outcome {
        try ServiceProcess.run("groundswell", arguments, environment: ["GROUNDSWELL_SOCKETS": sockets])
    }

    /// Runs the tool and reads the JSON it prints.
    public func json(_ arguments: [String]) throws -> Any {
        let outcome = try tool(arguments + ["--json"])
        guard outcome.status == 0 else {
            throw TestFailure("\(arguments) ended with \(outcome.status): \(outcome.errors)")
        }
        return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8), options: [.fragmentsAllowed])
    }

    /// Asks the gateway; the whole result.
    public func ask(_ method: String, _ parameters: [String] = []) throws -> [String: Any] {
        guard let object = try json(["ask", method] + parameters) as? [String: Any] else {
            throw TestFailure("\(method) answered no object")
        }
        return object
    }

    /// Imports files; the tallies.
    public func load(_ arguments: [String]) throws -> [String: Any] {
        guard let object = try json(["import"] + arguments) as? [String: Any] else {
            throw TestFailure("import printed no object")
        }
        return object
    }

    /// Waits until everything committed is in the answers.
    public func wait() throws {
        let outcome = try tool(["wait"])
        guard outcome.status == 0 else { throw TestFailure("wait: \(outcome.errors)") }
    }

    private static func answers(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix(107)) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
