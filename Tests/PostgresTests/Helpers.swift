import Postgres
import TestSupport
import Testing

/// A connection to a new database.
func newConnection(_ name: String) throws -> Connection {
    try Connection(ConnectionConfiguration(conninfo: TestCluster.shared.database(name)))
}

/// The error of the server that `body` must throw.
func serverError(_ body: () throws -> Void) throws -> ServerError {
    let error = #expect(throws: PostgresError.self) { try body() }
    guard case .server(let answer) = try #require(error) else {
        throw TestFailure("the server did not answer with an error: \(String(describing: error))")
    }
    return answer
}

/// The code of the error that `body` must throw.
func code(_ body: () throws -> Void) throws -> String {
    try #require(#expect(throws: PostgresError.self) { try body() }).code
}
