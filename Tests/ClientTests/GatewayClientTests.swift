import LineSocket
import Synchronization
import TestSupport
import Testing
import Wire

@testable import GroundswellClient

@Suite("Questions and answers")
struct GatewayClientTests {
    /// Answers `echo` with its parameters, `fail` with an error, `never` not at all, `later` after the next question,
    /// `hangUp` by hanging up the first time.
    private final class Gateway: Sendable {
        let seen = Mutex<[RPCRequest]>([])
        private let hungUp = Mutex(false)

        func handler() -> any LineHandler {
            let held = Held()
            return ClosureHandler(onLine: { line, connection in
                guard let request = try? RPCRequest.parse(line) else { return }
                self.seen.withLock { $0.append(request) }
                guard let id = request.id else { return }
                var bytes: [UInt8] = []
                switch request.method {
                case "echo": RPCResponse.write(id: id, result: request.parameters, into: &bytes)
                case "fail":
                    RPCResponse.write(
                        id: id, error: RPCError(.modelNotFound, "no model", path: "id", nearest: ["a/b"]), into: &bytes)
                case "later": held.id = id
                case "hangUp":
                    let first = self.hungUp.withLock { was in
                        defer { was = true }
                        return !was
                    }
                    if first { return connection.close(afterFlush: false) }
                    RPCResponse.write(id: id, result: "again", into: &bytes)
                case "subscribe":
                    RPCRequest(id: nil, method: "epoch.published", parameters: ["epoch": 7]).write(into: &bytes)
                    RPCResponse.write(id: id, result: .null, into: &bytes)
                default: break
                }
                if let first = held.id, request.method != "later" {
                    RPCResponse.write(id: first, result: "late", into: &bytes)
                    held.id = nil
                }
                connection.write(bytes)
            })
        }

        private final class Held { var id: RPCID? }
    }

    private func with(_ body: (GatewayClient, Gateway, LineService) async throws -> Void) async throws {
        let service = try LineService("gateway.sock")
        let gateway = Gateway()
        try await service.start { _ in gateway.handler() }
        let client = try await GatewayClient.connect(folder: service.folder.path)
        try await body(client, gateway, service)
        await client.close()
        await service.stop()
    }

    @Test("Answers find their questions in any order, and carry the bytes as sent")
    func answers() async throws {
        try await with { client, _, _ in
            async let late = client.call("later")
            while true {
                let echo = try await client.call("echo", ["of": "US", "n": 1.5])
                #expect(echo.value == ["of": "US", "n": 1.5])
                #expect(String(decoding: echo.bytes, as: UTF8.self) == "{\"of\":\"US\",\"n\":1.5}")
                break
            }
            // One question may have come before the other: a second one lets the late one go in any case.
            _ = try await client.call("echo")
            async let second: GatewayAnswer = client.call("echo")
            #expect(try await late.value == "late")
            _ = try await second
        }
    }

    @Test("A service's error comes with its code, place and nearest names")
    func errors() async throws {
        try await with { client, _, _ in
            let expected = RPCError(.modelNotFound, "no model", path: "id", nearest: ["a/b"])
            await #expect(throws: ClientError.answered(expected)) { _ = try await client.call("fail") }
        }
    }

    @Test("Time that is over takes the question back, and the time is sent along")
    func deadline() async throws {
        try await with { client, gateway, service in
            var options = GatewayClient.Options()
            options.grace = .milliseconds(50)
            let hasty = try await GatewayClient.connect(folder: service.folder.path, options: options)
            let timeout = Duration.milliseconds(100)
            let silent = ClientError.silent(.gateway, path: service.folder.path("gateway.sock"), after: timeout)
            await #expect(throws: silent) { _ = try await hasty.call("never", timeout: timeout) }
            _ = try await hasty.call("echo")
            let seen = gateway.seen.withLock { $0 }
            #expect(seen.first?.parameters["timeoutMs"] == 100)
            #expect(seen.contains { $0.cancelledID == seen.first?.id })
            await hasty.close()
            _ = try await client.call("echo")
        }
    }

    @Test("A cancelled task takes its question back")
    func cancellation() async throws {
        try await with { client, gateway, _ in
            let task = Task { () throws(ClientError) in try await client.call("never") }
            while gateway.seen.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(2)) }
            task.cancel()
            await #expect(throws: ClientError.cancelled) { _ = try await task.value }
            _ = try await client.call("echo")
            #expect(gateway.seen.withLock { seen in seen.contains { $0.cancelledID == seen.first?.id } })
        }
    }

    @Test("A connection that breaks under a question is made again and the question asked again")
    func reconnects() async throws {
        try await with { client, gateway, _ in
            let again = try await client.call("hangUp").value
            #expect(again == "again")
            #expect(gateway.seen.withLock { $0.map(\.method) } == ["hangUp", "hangUp"])
        }
    }

    @Test("Notifications come as a sequence, the end of the connection too")
    func news() async throws {
        try await with { client, _, service in
            _ = try await client.call("subscribe")
            var news = client.news.makeAsyncIterator()
            #expect(await news.next() == .notification(method: "epoch.published", parameters: ["epoch": 7]))
            service.cut()
            #expect(await news.next() == .disconnected)
        }
    }

    @Test("An absent socket, a dead one and a closed client are told apart")
    func connecting() async throws {
        let service = try LineService("gateway.sock")
        let path = service.folder.path("gateway.sock")
        await #expect(throws: ClientError.absent(.gateway, path: path)) {
            _ = try await GatewayClient.connect(folder: service.folder.path)
        }
        try await with { client, _, _ in
            await client.close()
            await #expect(throws: ClientError.closed) { _ = try await client.call("echo") }
        }
        #expect(ClientError.absent(.gateway, path: "/x/gateway.sock").description.contains("/x/gateway.sock"))
    }
}
