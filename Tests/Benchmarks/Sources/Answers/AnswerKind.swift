import Domain
import Foundation
import Postgres

/// A kind of question: how it is asked, by how many, and what a reader of the store would ask instead.
struct AnswerKind {
    var name: String
    var questions: [[UInt8]]
    var connections: [Int]
    /// Questions sent ahead.
    var depths: [Int]
    var statement: Statement?
    var keys: [Bind] = []

    static func all(_ names: [String]) throws -> [AnswerKind] {
        let keys = names.map { Bind.text(ModelName.key($0)) }
        let measures = ["netLikes", "decayedAdoption", "descendants", "downloads30d"]
        return [
            AnswerKind(
                name: "model.get", questions: try names.enumerated().map { try ask("model.get", ["id": $1], $0) },
                connections: [1, 8, 64, 512], depths: [1, 16], statement: PreparedSelect.model, keys: keys),
            AnswerKind(
                name: "leaderboard",
                questions: try (0..<64).map {
                    try ask("leaderboard", ["measure": measures[$0 % measures.count], "limit": 20], $0)
                }, connections: [1, 64], depths: [1, 16], statement: PreparedSelect.leaderboard,
                keys: [.text("likes")]),
            AnswerKind(
                name: "model.timeline",
                questions: try names.enumerated().map { try ask("model.timeline", ["id": $1, "series": "likes"], $0) },
                connections: [1, 8, 64], depths: [1], statement: PreparedSelect.timeline, keys: keys),
            AnswerKind(
                name: "dependence",
                questions: try ["US", "CN", "FR", "DE"].enumerated().map {
                    try ask("dependence", ["of": $1, "attribution": "root", "weight": "downloads"], $0)
                }, connections: [1, 8], depths: [1]),
        ]
    }

    /// Ids from 1: a gateway may know the commonest form of a question by sight.
    private static func ask(_ method: String, _ parameters: [String: Any], _ place: Int) throws -> [UInt8] {
        let inner = try JSONSerialization.data(
            withJSONObject: parameters, options: [.sortedKeys, .withoutEscapingSlashes])
        return Array(
            "{\"jsonrpc\":\"2.0\",\"id\":\(place + 1),\"method\":\"\(method)\",\"params\":".utf8) + Array(inner)
            + Array("}\n".utf8)
    }

    /// Bytes of an answer in the mean. None may be an error.
    func meanBytes(_ path: String) throws -> Int {
        let socket = try UnixSocket(path)
        var bytes = 0
        let asked = questions.prefix(500)
        for question in asked {
            try socket.write(question)
            guard let line = try socket.line() else { throw Failure("\(name): the gateway closed the connection") }
            let answer = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            guard answer?["result"] != nil else { throw Failure("\(name): \(String(decoding: line, as: UTF8.self))") }
            bytes += line.count + 1
        }
        return bytes / max(1, asked.count)
    }
}

/// The echo that runs beside a kind of question: its answers are as long.
final class Echo {
    let bytes: Int
    let client: LoadClient
    private let program: Program

    init(_ deployment: Deployment, _ kind: AnswerKind, _ bytes: Int) throws {
        self.bytes = bytes
        let socket = "\(deployment.sockets)/echo-\(bytes)-\(kind.name).sock"
        program = try Program(
            CommandLine.programPath, ["echo", socket, "\(bytes)"], log: deployment.path("echo.log"))
        try deployment.wait("the echo", for: 10) { (try? UnixSocket(socket)) != nil }
        client = LoadClient(path: socket, questions: kind.questions)
    }

    func end() {
        program.stop()
        unlink(client.path)
    }
}

/// FastAPI with asyncpg, a process of uvicorn.
final class WebReference {
    private let client: LoadClient
    private let program: Program

    init(_ deployment: Deployment, python: String, script: String, names: [String]) throws {
        let socket = "\(deployment.sockets)/fastapi.sock"
        program = try Program(python, [script, socket, deployment.conninfo], log: deployment.path("fastapi.log"))
        let process = program
        try deployment.wait("FastAPI", for: 60, every: 50_000) {
            guard process.isRunning else { throw Failure("FastAPI ended: \(process.printed.suffix(1500))") }
            return (try? UnixSocket(socket)) != nil
        }
        client = LoadClient(
            path: socket,
            questions: names.map {
                Array("GET /model?key=\(ModelName.key($0)) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
            }, end: 0x1e)
    }

    func run(connections: Int, for duration: Double) throws -> LoadClient.Outcome {
        let outcome = try client.run(connections: connections, depth: 1, for: duration)
        // It goes on with what it was asked by those who have gone; the next contender is not to pay for that.
        var before = -1.0
        while ProcessorTime.of(program.pid) > before {
            before = ProcessorTime.of(program.pid)
            usleep(50_000)
        }
        return outcome
    }

    func end() { program.stop() }
}
