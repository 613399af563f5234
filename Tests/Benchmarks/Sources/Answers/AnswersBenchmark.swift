import Domain
import Foundation

/// Answers: `model.get` of random names over the gateway's socket, beside a bare echo and a prepared SELECT.
struct AnswersBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64

    static let section = "Answers"

    func run(into report: inout Report) throws {
        var random = RandomSource(seed: seed &+ 3)
        let names = (0..<10_000).map { _ in catalogue.names[random.below(catalogue.modelCount)] }
        let questions = try names.enumerated().map { try Questions.line("model.get", ["id": $1], id: $0) }
        let bytes = try check(Array(zip(names, questions).prefix(1_000)), into: &report)
        let query = try deployment.service("query")
        query.forgetPeak()
        let echoSocket = deployment.sockets + "/echo.sock"
        let echo = try Program(
            CommandLine.programPath, ["echo", echoSocket, "\(bytes)"], log: deployment.path("echo.log"))
        defer { echo.stop() }
        try deployment.wait("the echo", for: 10) { (try? UnixSocket(echoSocket)) != nil }
        let ours = LoadClient(path: deployment.socket("query"), questions: questions)
        let theirs = LoadClient(path: echoSocket, questions: questions)
        let select = PreparedSelect(deployment: deployment, keys: names.map(ModelName.key))
        report.notes.append("answers of \(bytes) bytes in the mean; the echo's are of that length")
        for connections in [1, 8, 64] {
            for depth in [1, 16] {
                let part = size.answerSeconds / Double(size.repetitions)
                var outcomes: [String: [LoadClient.Outcome]] = [:]
                for _ in 0..<size.repetitions {
                    outcomes["ours", default: []].append(
                        try ours.run(connections: connections, depth: depth, for: part))
                    outcomes["echo", default: []].append(
                        try theirs.run(connections: connections, depth: depth, for: part))
                    if depth > 1 { continue }
                    outcomes["select", default: []].append(try select.run(connections: connections, for: part))
                }
                add(outcomes, connections, depth, into: &report)
            }
        }
        report.memory(Self.section, "query, answers", query, atMost: size.hasBudgets ? 700 : nil)
    }

    private func add(
        _ outcomes: [String: [LoadClient.Outcome]], _ connections: Int, _ depth: Int, into report: inout Report
    ) {
        let how =
            "\(connections) connection\(connections == 1 ? "" : "s"), \(depth == 1 ? "one at a time" : "\(depth) ahead")"
        let references = [("echo", "bare epoll echo"), ("select", "prepared SELECT")]
        for (key, reference) in references where outcomes[key] != nil {
            let isEcho = key == "echo"
            func row(_ what: String, _ unit: String, _ goal: Row.Goal?, _ value: (LoadClient.Outcome) -> Double) {
                report.rows.append(
                    Row(
                        section: Self.section, what: "\(how): \(what)",
                        ours: Measured(unit: unit, values: (outcomes["ours"] ?? []).map(value)), reference: reference,
                        theirs: Measured(unit: unit, values: (outcomes[key] ?? []).map(value)), goal: goal))
            }
            row("p50", "us", isEcho && depth == 1 ? .atMost(1.3) : nil) { Measured.quantile($0.microseconds, 0.5) }
            row("p99", "us", nil) { Measured.quantile($0.microseconds, 0.99) }
            row("throughput", "answers/s", !isEcho && connections == 64 ? .atLeast(3) : nil) { $0.perSecond }
        }
        say(
            "answers at \(how): "
                + outcomes.sorted { $0.key < $1.key }.map {
                    "\($0.key) \(Measured.text($0.value.map(\.perSecond).max() ?? 0))/s"
                }.joined(separator: ", "))
    }

    /// Asks some, one by one: each answer must be about the model asked for. Returns their mean length.
    private func check(_ asked: [(name: String, question: [UInt8])], into report: inout Report) throws -> Int {
        let socket = try UnixSocket(deployment.socket("query"))
        var bytes = 0
        for (name, question) in asked {
            try socket.write(question)
            guard let line = try socket.line() else { throw Failure("model.get: the gateway closed the connection") }
            bytes += line.count + 1
            let answer = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            let value = (answer?["result"] as? [String: Any])?["value"] as? [String: Any]
            report.check("model.get answers about the model asked for", value?["id"] as? String == name)
        }
        return bytes / max(1, asked.count)
    }
}

extension CommandLine {
    /// The program that runs.
    static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    }
}
