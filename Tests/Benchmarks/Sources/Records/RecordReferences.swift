import Foundation
import Postgres
import Synchronization

/// What stands beside records in: the same events by other ways into tables.
final class RecordReferences {
    struct Contender {
        var name: String
        /// Seconds until everything is durable.
        var send: () throws -> Double

        init(_ name: String, _ send: @escaping () throws -> Double) {
            self.name = name
            self.send = send
        }
    }

    private let deployment: Deployment
    private let bare: BareCopy
    private let python: DuckDB?

    init(_ deployment: Deployment, _ catalogue: Catalogue, python: (python: String, script: String)?) throws {
        self.deployment = deployment
        bare = try BareCopy(deployment, catalogue)
        self.python = try python.map {
            try DuckDB(python: $0.python, script: $0.script, folder: deployment.folder, log: "records-python.log")
        }
    }

    /// For each part of a chunk: its events, a file of CSV, and the lines that the producer sends.
    func contenders(_ parts: [[GeneratedEvent]], csv: [String], lines: [[UInt8]]) throws -> [Contender] {
        let encoded = try bare.encode(parts)
        let deployment = deployment
        let bare = bare
        var contenders = [
            Contender("bare binary COPY") { try bare.send(encoded) },
            Contender("psql \\copy of CSV") {
                try PsqlCopy.send(csv, conninfo: deployment.conninfo, log: deployment.path("psql.log"))
            },
        ]
        guard let python else { return contenders }
        let files = try lines.enumerated().map { index, lines in
            let file = deployment.path("events-\(index).ndjson")
            try Data(lines).write(to: URL(filePath: file))
            return file
        }
        let events = parts.reduce(0) { $0 + $1.count }
        contenders += [
            Contender("psycopg, orjson, COPY") {
                try python.run("psycopg", ["files": files, "conninfo": deployment.conninfo]).seconds
            },
            Contender("DuckDB reading the lines") {
                let answer = try python.run("duckdb", ["files": files])
                guard (answer.value as? Int) == events else { throw Failure("DuckDB stored \(answer.value)") }
                return answer.seconds
            },
        ]
        return contenders
    }

    /// Rows in each table that was filled, which must be what was sent; gone afterwards.
    func countAndClear() throws -> [Int] {
        let counts = try bare.countAndClear()
        return [counts.copied] + counts.plain
    }

    func end() throws {
        try bare.end()
        python?.end()
    }
}
