import Foundation
import Glibc
import StoreSupport
import TestSupport

/// The real receiver in front of a real ingest service.
final class RunningHook {
    static let secret = "a-shared-secret-of-ours"

    let ingest: RunningIngest
    let process: ServiceProcess
    private(set) var port = 0
    let log: String

    init(_ name: String, startsIngest: Bool = true, _ arguments: [String] = []) throws {
        ingest = try RunningIngest("hook_\(name)", starts: startsIngest)
        // As systemd hands it over.
        let file = ingest.folder.path("secret")
        _ = FileManager.default.createFile(atPath: file, contents: Data((Self.secret + "\n").utf8))
        chmod(file, 0o400)
        log = ingest.folder.path("hook.log")
        process = try ServiceProcess(
            "groundswell-hook",
            [
                "--sockets", ingest.folder.path, "--listen", "127.0.0.1:0", "--secret-file", file,
                "--ingest-patience", "2s",
            ] + arguments, log: log)
        for _ in 0..<500 where !process.printed.contains("serving") {
            guard process.isRunning else { throw TestFailure("the receiver ended: \(process.printed)") }
            usleep(20_000)
        }
        if let found = process.printed.range(of: "port=") {
            port = Int(process.printed[found.upperBound...].prefix { $0.isNumber }) ?? 0
        }
    }

    deinit { if process.isRunning { process.kill9() } }

    func request(
        _ body: String, method: String = "POST", path: String = "/webhook", secret: String? = RunningHook.secret,
        length: Int? = nil
    ) throws -> Answer {
        let connection = try RawConnection(port: port)
        connection.send(Self.head(body, method: method, path: path, secret: secret, length: length) + body)
        return Answer(connection.answer())
    }

    static func head(
        _ body: String, method: String = "POST", path: String = "/webhook", secret: String? = RunningHook.secret,
        length: Int? = nil
    ) -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + (secret.map { "X-Webhook-Secret: \($0)\r\n" } ?? "")
            + "Content-Length: \(length ?? body.utf8.count)\r\n\r\n"
    }

    static func payload(
        _ name: String, action: String = "update", scope: String = "repo", type: String = "model", more: String = ""
    ) -> String {
        """
        {"event":{"action":"\(action)","scope":"\(scope)"},"repo":{"type":"\(type)","name":"\(name)","id":"id-\(name)",\
        "private":false,"owner":{"id":"o"},"headSha":"abc"},\(more)"webhook":{"id":"w","version":3}}
        """
    }
}
