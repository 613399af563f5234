import Foundation
import Glibc
import Postgres
import StoreSchema
import Synchronization
import TestSupport

/// A store of its own with the real ingest service in front of it, for those who send to it.
public final class RunningIngest: Sendable {
    public let folder: TemporaryFolder
    public let conninfo: String
    private let process = Mutex<ServiceProcess?>(nil)

    /// - Parameter starts: whether the service runs at once.
    public init(_ name: String, starts: Bool = true) throws {
        folder = try TemporaryFolder()
        conninfo = try TestCluster.shared.database(name)
        try Migrator.migrate(try connect())
        if starts { try start() }
    }

    deinit { process.withLock { $0 }?.kill9() }

    public func connect() throws -> Connection { try Connection(ConnectionConfiguration(conninfo: conninfo)) }

    /// Starts the service, and waits until its socket is there.
    public func start() throws {
        let started = try ServiceProcess(
            "groundswell-ingest",
            ["--sockets", folder.path, "--database", "\(conninfo) user=groundswell_ingest"],
            log: folder.path("ingest.log"))
        for _ in 0..<1200 where !started.printed.contains("serving") {
            guard started.isRunning else { throw TestFailure("ingest ended: \(started.printed)") }
            usleep(20_000)
        }
        process.withLock { $0 = started }
    }

    /// Ends the service without a goodbye.
    public func kill() {
        process.withLock { $0 }?.kill9()
        try? FileManager.default.removeItem(atPath: folder.path("ingest.sock"))
    }

    /// Stops the process in its tracks, or lets it go on.
    public func freeze(_ isFrozen: Bool) {
        if let pid = process.withLock({ $0 })?.pid { _ = Glibc.kill(pid, isFrozen ? SIGSTOP : SIGCONT) }
    }

    /// The first column of the first row.
    public func number(_ sql: String) throws -> Int64 {
        try connect().queryFirst("SELECT (\(sql))::int8") { try $0.int8(0) } ?? 0
    }
}
