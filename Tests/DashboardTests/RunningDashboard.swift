import Foundation
import Glibc
import TestSupport

/// The real dashboard in front of real services, as an operator starts them.
final class RunningDashboard {
    let deployment: Deployment
    private(set) var process: ServiceProcess
    private(set) var port = 0
    private let arguments: [String]

    init(_ name: String, _ arguments: [String] = []) throws {
        deployment = try Deployment("dashboard_\(name)")
        self.arguments = arguments
        let file = deployment.folder.path("port")
        process = try ServiceProcess(
            "groundswell-dashboard",
            [
                "--sockets", deployment.sockets, "--listen", "127.0.0.1:0", "--port-file", file, "--claims-interval",
                "200ms",
            ]
                + arguments, log: deployment.folder.path("dashboard.log"))
        for _ in 0..<500 {
            if let text = try? String(contentsOfFile: file, encoding: .utf8), let found = Int(text.dropLast()) {
                port = found
                return
            }
            guard process.isRunning else { throw TestFailure("the dashboard ended: \(process.printed)") }
            usleep(20_000)
        }
        throw TestFailure("the dashboard wrote no port: \(process.printed)")
    }

    deinit { if process.isRunning { process.kill9() } }

    /// A catalogue of a few models of two countries, and waits until it is scored.
    func load() throws {
        let file = deployment.folder.path("world.ndjson")
        try Self.world.write(toFile: file, atomically: true, encoding: .utf8)
        _ = try deployment.load(["groundswell", file])
        try deployment.wait()
    }

    func get(_ target: String, method: String = "GET") throws -> Answer {
        let connection = try RawConnection(port: port)
        connection.send("\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return Answer(connection.answer())
    }

    /// Asks until the answer is as wanted, at most ten seconds.
    func eventually(_ target: String, _ wanted: (Answer) -> Bool) throws -> Answer {
        var last = try get(target)
        for _ in 0..<200 where !wanted(last) {
            usleep(50_000)
            last = try get(target)
        }
        return last
    }

    static let world = """
        {"organization":{"id":"acme","name":"Acme <b>& Söhne</b>","country":"US","kind":"company","parent":null,"aliases":[],"evidence":"https://example.org/acme","source":"curated","at":"2026-01-05"}}
        {"organization":{"id":"dawn","name":"Dawn","country":"CN","kind":"company","parent":null,"aliases":[],"evidence":"https://example.org/dawn","source":"curated","at":"2026-01-05"}}
        {"model":{"id":"dawn/base","released":"2025-01-20","access":null,"gated":false,"license":"mit","parameters":7000000000,"task":"text-generation","library":"transformers","bases":[],"source":"huggingface","at":"2026-05-01T07:02:00Z"}}
        {"model":{"id":"acme/tune","released":"2025-03-20","access":null,"gated":false,"license":"apache-2.0","parameters":7000000000,"task":"text-generation","library":"transformers","bases":[{"id":"dawn/base","relation":"finetune"}],"source":"huggingface","at":"2026-05-01T07:02:00Z"}}
        {"model":{"id":"acme/small","released":"2026-04-29","access":null,"gated":false,"license":"apache-2.0","parameters":1000000000,"task":"text-generation","library":"transformers","bases":[{"id":"acme/tune","relation":"quantized"}],"source":"huggingface","at":"2026-05-01T07:02:00Z"}}
        {"observation":{"model":"dawn/base","series":"likes","value":100,"step":1,"source":"huggingface","at":"2026-04-20T07:02:00Z"}}
        {"observation":{"model":"acme/tune","series":"likes","value":30,"step":1,"source":"huggingface","at":"2026-04-20T07:02:00Z"}}
        {"observation":{"model":"acme/tune","series":"likes","value":150,"step":1,"source":"huggingface","at":"2026-05-01T07:02:00Z"}}
        {"claim":{"id":"us-on-cn","text":"American models are built on Chinese ones.","speaker":"Somebody","date":"2026-04-01","citation":"https://example.org/said","measure":"dependence","parameters":{"of":"US","on":"CN"},"predicate":{"kind":"threshold","operator":">","value":0},"source":"curated","at":"2026-04-01"}}

        """
}
