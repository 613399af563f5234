import Domain
import Foundation
import Postgres

/// Answers over the gateway's socket: a model, a leaderboard, a timeline, a dependence, each beside a bare echo of as many
/// bytes and, where it has the question, a prepared SELECT and FastAPI; and a model again while ingest runs at full speed.
struct AnswersBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64
    /// A Python with FastAPI and asyncpg, and the script for it; nil: this reference is left out.
    let fastAPI: (python: String, script: String)?

    static let section = "Answers"

    /// Who is asked.
    enum Contender: String, CaseIterable {
        case ours, echo, select, fastAPI

        var name: String {
            switch self {
            case .ours: "groundswell"
            case .echo: "bare epoll echo"
            case .select: "prepared SELECT"
            case .fastAPI: "FastAPI, asyncpg"
            }
        }
    }

    func run(into report: inout Report) throws {
        var random = RandomSource(seed: seed &+ 3)
        let names = (0..<10_000).map { _ in catalogue.names[random.below(catalogue.modelCount)] }
        let kinds = try AnswerKind.all(names)
        try check(kinds[0], names, into: &report)
        for program in deployment.running { program.forgetPeak() }
        let connection = try deployment.connection()
        try connection.execute(PreparedSelect.preparation)
        let web = try fastAPI.map { try WebReference(deployment, python: $0.python, script: $0.script, names: names) }
        defer { web?.end() }
        for kind in kinds {
            let echo = try Echo(deployment, kind, try kind.meanBytes(deployment.socket("query")))
            defer { echo.end() }
            report.notes.append(
                "\(kind.name): answers of \(echo.bytes) bytes in the mean; the echo's are of that length")
            for connections in kind.connections {
                let select = kind.statement.map {
                    PreparedSelect(deployment: deployment, statement: $0, keys: kind.keys)
                }
                let opened = try select?.open(connections)
                defer { opened?.close() }
                for depth in kind.depths {
                    var clients: [Contender: (Double) throws -> LoadClient.Outcome] = [:]
                    let ours = LoadClient(path: deployment.socket("query"), questions: kind.questions)
                    clients[.ours] = { try ours.run(connections: connections, depth: depth, for: $0) }
                    clients[.echo] = { try echo.client.run(connections: connections, depth: depth, for: $0) }
                    if let select, let opened, depth == 1 { clients[.select] = { try select.run(opened, for: $0) } }
                    // Clients of HTTP send nothing ahead.
                    if let web, kind.name == "model.get", depth == 1 {
                        clients[.fastAPI] = { try web.run(connections: connections, for: $0) }
                    }
                    add(try alternate(clients), kind, connections, depth, into: &report)
                }
            }
        }
        try connection.execute(PreparedSelect.preparationGone)
        report.peaks("answers", deployment, size)
        try UnderIngest(benchmark: self, kind: kinds[0]).run(into: &report)
        report.peaks("answers while ingest runs", deployment, size)
    }

    /// Each in turn, as often as the size says; who begins changes.
    ///
    /// - Parameter times: so many times as long.
    func alternate(
        _ clients: [Contender: (Double) throws -> LoadClient.Outcome], times: Int = 1
    ) throws -> [Contender: [LoadClient.Outcome]] {
        let part = size.answerSeconds / Double(size.repetitions)
        let order = Contender.allCases.filter { clients[$0] != nil }
        var outcomes: [Contender: [LoadClient.Outcome]] = [:]
        for turn in 0..<size.repetitions * times {
            for place in order.indices {
                let who = order[(place + turn) % order.count]
                if let client = clients[who] { outcomes[who, default: []].append(try client(part)) }
            }
        }
        return outcomes
    }

    private func add(
        _ outcomes: [Contender: [LoadClient.Outcome]], _ kind: AnswerKind, _ connections: Int, _ depth: Int,
        into report: inout Report
    ) {
        let how =
            "\(kind.name), \(connections) connection\(connections == 1 ? "" : "s"), \(depth == 1 ? "one at a time" : "\(depth) ahead")"
        for reference in Contender.allCases.dropFirst() where outcomes[reference] != nil {
            func row(_ what: String, _ unit: String, _ goal: Row.Goal?, _ value: (LoadClient.Outcome) -> Double) {
                report.rows.append(
                    Row(
                        section: Self.section, what: "\(how): \(what)",
                        ours: Measured(unit: unit, values: (outcomes[.ours] ?? []).map(value)),
                        reference: reference.name,
                        theirs: Measured(unit: unit, values: (outcomes[reference] ?? []).map(value)), goal: goal))
            }
            let isPoint = kind.name == "model.get"
            let latency: Row.Goal? =
                isPoint && reference == .echo && connections == 1 && depth == 1 ? .atMost(1.3) : nil
            let throughput: Row.Goal? = isPoint && reference == .select && connections == 64 ? .atLeast(3) : nil
            row("p50", "us", latency) { Measured.quantile($0.microseconds, 0.5) }
            row("p99", "us", nil) { Measured.quantile($0.microseconds, 0.99) }
            row("throughput", "answers/s", throughput) { $0.perSecond }
        }
        let said = Contender.allCases.compactMap { who in
            outcomes[who].map { "\(who) \(Measured.text($0.map(\.perSecond).max() ?? 0))/s" }
        }
        say("\(how): \(said.joined(separator: ", "))")
    }

    /// Asks some, one by one: each answer must be about the model asked for.
    private func check(_ kind: AnswerKind, _ names: [String], into report: inout Report) throws {
        let socket = try UnixSocket(deployment.socket("query"))
        for (name, question) in zip(names, kind.questions).prefix(1_000) {
            try socket.write(question)
            guard let line = try socket.line() else { throw Failure("model.get: the gateway closed the connection") }
            let answer = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            let value = (answer?["result"] as? [String: Any])?["value"] as? [String: Any]
            report.check("model.get answers about the model asked for", value?["id"] as? String == name)
        }
    }
}

extension CommandLine {
    /// The program that runs.
    static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    }
}
