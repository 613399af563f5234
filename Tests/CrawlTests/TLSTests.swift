import Foundation
import StoreSupport
import TestSupport
import Testing

/// The real crawler and a hub that speaks TLS, with certificates of an authority made for the test. To be trusted the
/// authority takes the place of the system's, in a mount namespace of the crawler's own: that needs root.
@Suite("TLS", .serialized, .enabled(if: TLSHub.isPossible, "needs root, unshare, openssl and python3"))
struct TLSTests {
    @Test("a certificate of the hub's name is accepted, another name is not, nor an unknown authority")
    func certificates() async throws {
        let ingest = try RunningIngest("crawl_tls")
        let own = try TLSHub(ingest.folder, name: "127.0.0.1")
        defer { own.stop() }
        let trusted = try run(ingest, own, trusts: true)
        #expect(trusted.status == 0, "\(trusted.errors)")
        #expect(trusted.output.contains("\"models\":1,"))
        #expect(try ingest.number("SELECT count(*) FROM groundswell.model") == 1)

        let unknown = try run(ingest, own, trusts: false)
        #expect(unknown.status == 1 && unknown.output.contains("\"code\":\"hub.untrusted\""), "\(unknown.output)")
        #expect(unknown.output.contains("issuer certificate") && unknown.output.contains("\"requests\":1,"))

        let other = try TLSHub(ingest.folder, name: "192.0.2.1")
        defer { other.stop() }
        let wrong = try run(ingest, other, trusts: true)
        #expect(wrong.status == 1 && wrong.output.contains("\"code\":\"hub.untrusted\""), "\(wrong.output)")
        #expect(wrong.errors.contains("the hub's certificate is not accepted"), "\(wrong.errors)")
    }

    private func run(_ ingest: RunningIngest, _ hub: TLSHub, trusts: Bool) throws -> ServiceProcess.Outcome {
        let crawler = "\(ServiceProcess.programs)/groundswell-crawl"
        let arguments = [
            "--sockets", ingest.folder.path, "--state", ingest.folder.path("state-\(UUID())"), "--hub-url",
            "https://127.0.0.1:\(hub.port)", "--mode", "full", "--retry-base", "10ms", "--retry-attempts", "3",
            "--json",
        ]
        let mount = trusts ? "mount --bind '\(hub.authority)' /etc/ssl/certs/ca-certificates.crt && " : ""
        return try ServiceProcess.run(
            "/usr/bin/unshare", ["-m", "/bin/sh", "-c", mount + "exec \"$0\" \"$@\"", crawler] + arguments)
    }
}

/// A hub of one model behind TLS.
final class TLSHub {
    let port: Int
    let authority: String
    private let server: Process

    static let isPossible: Bool = {
        let script =
            "test -f /etc/ssl/certs/ca-certificates.crt && command -v openssl python3 unshare && unshare -m "
            + "mount --bind /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt"
        return (try? ServiceProcess.run("/bin/sh", ["-c", script]))?.status == 0
    }()

    init(_ folder: TemporaryFolder, name: String) throws {
        let place = folder.path("tls")
        authority = "\(place)/authority.pem"
        let key = "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
        let script = """
            set -e; mkdir -p '\(place)'; cd '\(place)'
            [ -f authority.pem ] || \(key) -x509 -keyout authority.key -out authority.pem -subj '/CN=test authority' -days 2
            \(key) -keyout '\(name).key' -out '\(name).csr' -subj '/CN=\(name)'
            echo 'subjectAltName=IP:\(name)' > extensions
            openssl x509 -req -in '\(name).csr' -CA authority.pem -CAkey authority.key -CAcreateserial \
                -out '\(name).pem' -days 2 -extfile extensions
            """
        let made = try ServiceProcess.run("/bin/sh", ["-c", script])
        guard made.status == 0 else { throw TestFailure("no certificates: \(made.errors)") }
        let program = "\(place)/hub.py"
        try Self.program.write(toFile: program, atomically: true, encoding: .utf8)
        server = Process()
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = ["python3", program, "\(place)/\(name).pem", "\(place)/\(name).key"]
        let output = Pipe()
        server.standardOutput = output
        try server.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw TestFailure("the hub told no port: '\(line)'")
        }
        self.port = port
    }

    /// By SIGKILL: it is started with the other signals blocked, as the threads are that tests run on.
    func stop() {
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
    }

    private static let program = """
        import http.server, ssl, sys

        body = b'[{"_id":"1","id":"tls/m","likes":3,"lastModified":"2026-05-01T00:00:00.000Z"}]'

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
        print(server.server_port, flush=True)
        server.serve_forever()
        """
}
