import Postgres
import Synchronization

/// The Postgres of this test process, started when the first suite asks for a database.
public final class TestCluster: Sendable {
    /// Throws one sentence when there is no Postgres to start.
    public static var shared: TestCluster {
        get throws { try started.get() }
    }

    private static let started = Result { try TestCluster() }

    private let server: PostgresServer
    private let databases = Mutex(0)

    private init() throws {
        server = try PostgresServer()
        try server.start()
    }

    /// Makes an empty database of its own for a suite; returns how to connect to it, as the superuser.
    ///
    /// `name` is lower case letters, digits and underscores; a number is added.
    public func database(_ name: String) throws -> String {
        try databases.withLock { count in
            count += 1
            let unique = "\(name)_\(count)"
            let connection = try Connection(ConnectionConfiguration(conninfo: server.conninfo()))
            try connection.execute("CREATE DATABASE \"\(unique)\" STRATEGY file_copy")
            return server.conninfo(database: unique)
        }
    }
}

/// A Postgres of one's own, started, to be stopped, frozen and killed. `settings` are those of postgresql.conf.
public func freshClusterForFaults(settings: [String: String] = [:]) throws -> PostgresServer {
    let server = try PostgresServer(settings: settings)
    try server.start()
    return server
}
