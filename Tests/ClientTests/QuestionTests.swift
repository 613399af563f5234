import LineSocket
import TestSupport
import Testing
import Wire

@testable import GroundswellClient

@Suite("Typed questions")
struct QuestionTests {
    /// Answers every method with its definition's example.
    private func with(_ body: (GatewayClient, LineService) async throws -> Void) async throws {
        let service = try LineService("gateway.sock")
        try await service.start { _ in
            ClosureHandler(onLine: { line, connection in
                guard let request = try? RPCRequest.parse(line), let id = request.id else { return }
                var bytes: [UInt8] = []
                if request.method == "news" {
                    for number in Int64(0)..<3 {
                        RPCRequest(id: nil, method: "watch.event", parameters: ["n": .integer(number)])
                            .write(into: &bytes)
                        RPCRequest(id: nil, method: "other", parameters: [:]).write(into: &bytes)
                    }
                    RPCResponse.write(id: id, result: .null, into: &bytes)
                } else if request.parameters["of"] == "XX" {
                    RPCResponse.write(id: id, result: ["value": .null, "reason": "nothing known"], into: &bytes)
                } else if request.parameters["of"] == "YY" {
                    RPCResponse.write(id: id, result: ["value": "much"], into: &bytes)
                } else if let method = MethodRegistry.gateway[request.method] {
                    RPCResponse.write(id: id, result: method.example.result, into: &bytes)
                }
                connection.write(bytes)
            })
        }
        let client = try await GatewayClient.connect(folder: service.folder.path)
        try await body(client, service)
        await client.close()
        await service.stop()
    }

    @Test("Answers are values with their envelopes")
    func values() async throws {
        try await with { client, _ in
            let dependence = try await client.dependence(of: "US", on: "CN")
            #expect(dependence.value == 0.341 && dependence.numerator == 85 && dependence.denominator == 249)
            #expect(dependence.coverage == 0.61 && dependence.definition == "dependence/1")
            #expect(dependence.asOf?.description == "2026-05-04T04:10:37Z" && dependence.knownAt == 1234)
            #expect(dependence.sources == ["huggingface", "atom"] && dependence.reason == nil)
            let board = try await client.leaderboard("netLikes", limit: 1)
            #expect(board.value?.first?.id == "deepseek-ai/DeepSeek-R1" && board.value?.first?.value == 13317)
            #expect(board.cursor == "eyJyIjoxfQ")
            let model = try await client.model("deepseek-ai/DeepSeek-R1")
            #expect(model.value?.organization == "deepseek-ai" && model.value?.latest("likes") == 13317)
            let concentration = try await client.concentration()
            #expect(concentration.value?.hhi.value == 5200 && concentration.value?.shares.count == 2)
            let periods = try await client.leadership()
            #expect(periods.value?.first?.leader == "CN" && periods.value?.first?.shares[1].numerator == 40)
            let records = try await client.records()
            #expect(records.value?.first?.predecessor == "black-forest-labs/FLUX.1-dev")
            #expect(try await client.coverage().value?["models"] == 1392)
            #expect(try await client.removal(country: "CN").value == 0.41)
        }
    }

    @Test("No answer is nil with its reason; another shape is an error")
    func shapes() async throws {
        try await with { client, _ in
            let none = try await client.dependence(of: "XX", on: "CN")
            #expect(none.value == nil && none.reason == "nothing known")
            await #expect(throws: ClientError.self) {
                _ = try await client.dependence(of: "YY", on: "CN") as Envelope<Double>
            }
        }
    }

    @Test("Notifications of a method come to everybody who asked, and end with the connection or the client")
    func notifications() async throws {
        try await with { client, service in
            let (first, second) = (client.notifications(of: "watch.event"), client.notifications(of: "watch.event"))
            _ = try await client.call("news")
            for stream in [first, second] {
                var numbers: [JSONValue?] = []
                for try await event in stream {
                    numbers.append(event["n"])
                    if numbers.count == 3 { break }
                }
                #expect(numbers == [0, 1, 2])
            }
            let third = client.notifications(of: "watch.event")
            service.cut()
            await #expect(throws: ClientError.self) { for try await _ in third {} }
            let last = client.notifications(of: "watch.event")
            await client.close()
            for try await _ in last { Issue.record("a closed client has no news") }
        }
    }
}
