import GroundswellClient
import Synchronization
import Testing
import Wire

@testable import ToolCore

@Suite("The Model Context Protocol")
struct MCPTests {
    /// What was sent, line by line, and what is asked of the gateway.
    private final class Peer: Sendable {
        let sent = Mutex<[JSONValue]>([])
        let asked = Mutex<[String]>([])
        let cancelled = Mutex(0)

        func server() -> MCPServer {
            MCPServer(
                ask: { method, parameters throws(ClientError) in
                    self.asked.withLock { $0.append(method) }
                    if method == "coverage" {
                        // Only a cancelled task ends it.
                        do { try await Task.sleep(for: .seconds(60)) } catch {
                            self.cancelled.withLock { $0 += 1 }
                            throw .cancelled
                        }
                    }
                    if method == "model.get" {
                        throw .answered(RPCError(.modelNotFound, "no model 'x'", path: "id", nearest: ["a/x"]))
                    }
                    if method == "metrics" {
                        return GatewayAnswer(value: "# a 1\n", bytes: Array("\"# a 1\\n\"".utf8))
                    }
                    return GatewayAnswer(value: ["value": 1], bytes: Array(#"{"value":1}"#.utf8))
                },
                send: { bytes in
                    let value = try? JSONValue.parse(bytes.dropLast())
                    self.sent.withLock { $0.append(value ?? .null) }
                })
        }

        func answer(_ id: RPCID) -> JSONValue? { sent.withLock { $0.last { $0["id"] == id.json } } }
    }

    private func talk(_ lines: [String], agreed: Bool = true) async -> Peer {
        let peer = Peer()
        let server = peer.server()
        let hello = #"{"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#
        for line in (agreed ? [hello] : []) + lines { await server.receive(Array(line.utf8)) }
        await server.finish()
        return peer
    }

    private func call(_ id: Int, _ name: String, _ arguments: String = "{}") -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(name)","arguments":\#(arguments)}}"#
    }

    @Test("The revision is stated: the client's where it is spoken, else the newest")
    func initialize() async throws {
        for (wanted, agreed) in [
            ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2024-11-05", "2025-11-25"),
            ("x", "2025-11-25"),
        ] {
            let peer = await talk(
                [#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\#(wanted)"}}"#],
                agreed: false)
            let result = peer.answer(.integer(1))?["result"]
            #expect(result?["protocolVersion"] == .string(agreed))
            #expect(result?["serverInfo"]?["name"] == "groundswell")
            #expect(result?["capabilities"]?["tools"] != nil)
        }
    }

    @Test("Before that only ping is answered")
    func order() async throws {
        let peer = await talk(
            [#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#, #"{"jsonrpc":"2.0","id":2,"method":"ping"}"#],
            agreed: false)
        #expect(peer.answer(.integer(1))?["error"]?["code"] == -32600)
        #expect(peer.answer(.integer(2))?["result"] == .object([]))
    }

    @Test("Every method is a tool with a schema made from its definition")
    func list() async throws {
        let peer = await talk([#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}"#])
        guard case .array(let tools)? = peer.answer(.integer(1))?["result"]?["tools"] else {
            Issue.record("no list of tools")
            return
        }
        #expect(tools.count == MCPTools.methods().count && tools.count > 30)
        #expect(Set(tools.compactMap { $0["name"]?.text }).count == tools.count)
        for (tool, method) in zip(tools, MCPTools.methods()) {
            let name = try #require(tool["name"]?.text)
            #expect(!name.isEmpty && name.utf8.count <= 64)
            #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }, "\(name)")
            #expect(MCPTools.method(name)?.name == method.name)
            #expect(tool["inputSchema"]?["type"] == "object")
            for parameter in method.allParameters {
                #expect(tool["inputSchema"]?["properties"]?[parameter.name]?["description"] != nil)
            }
            #expect((tool["outputSchema"] != nil) == method.answersObject)
        }
        let dependence = tools.first { $0["name"] == "dependence" }
        #expect(dependence?["inputSchema"]?["required"] == ["of"])
        let scope = dependence?["inputSchema"]?["properties"]?["scope"]
        #expect(scope?["enum"] == ["all", "crossOrganization", "foreign"] && scope?["default"] == "all")
    }

    @Test("An answer comes as the gateway's own bytes and as a value")
    func answers() async throws {
        let peer = await talk([call(1, "dependence", #"{"of":"US"}"#), call(2, "metrics")])
        let result = peer.answer(.integer(1))?["result"]
        #expect(result?["content"] == [["type": "text", "text": #"{"value":1}"#]])
        #expect(result?["structuredContent"] == ["value": 1] && result?["isError"] == false)
        let text = peer.answer(.integer(2))?["result"]
        #expect(text?["content"] == [["type": "text", "text": "# a 1\n"]] && text?["structuredContent"] == nil)
    }

    @Test("What a tool cannot answer is a result that says so")
    func failures() async throws {
        let peer = await talk([
            call(1, "model_get", #"{"id":"x"}"#), call(2, "dependence"),
            call(3, "dependence", #"{"of":"US","onn":"CN"}"#),
            call(4, "dependence", "[]"),
        ])
        for (id, says) in [(1, "no model 'x' (nearest: a/x)"), (2, "needs 'of'"), (3, "onn"), (4, "object")] {
            let result = try #require(peer.answer(.integer(Int64(id)))?["result"], "\(id)")
            #expect(result["isError"] == true)
            guard case .array(let content)? = result["content"] else { continue }
            #expect(content[0]["text"]?.text?.contains(says) == true, "\(result)")
            #expect(content[1]["text"]?.text?.contains("\"data\"") == true)
        }
        #expect(peer.asked.withLock { $0 } == ["model.get"])
    }

    @Test(
        "What is no request is an error of the protocol",
        arguments: [
            ("{", -32700, nil), ("[]", -32600, nil), ("3", -32600, nil), (#"{"id":1,"method":"ping"}"#, -32600, 1),
            (#"{"jsonrpc":"2.0","id":1}"#, -32600, 1), (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600, nil),
            (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32602, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#, -32601, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"dependance"}}"#, -32602, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}"#, -32602, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#, -32602, 1),
        ] as [(String, Int64, Int64?)])
    func protocolErrors(line: String, code: Int64, id: Int64?) async throws {
        let peer = await talk([line])
        let last = try #require(peer.sent.withLock { $0.last })
        #expect(last["error"]?["code"] == .integer(code), "\(last)")
        #expect(last["id"] == id.map { .integer($0) } ?? .null)
    }

    @Test("A cancelled call ends and is not answered; notifications never are")
    func cancellation() async throws {
        let peer = Peer()
        let server = peer.server()
        let hello = #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#
        await server.receive(Array(hello.utf8))
        await server.receive(Array(call(7, "coverage").utf8))
        while peer.asked.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(2)) }
        let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7,"reason":"late"}}"#
        await server.receive(Array(cancel.utf8))
        while peer.cancelled.withLock({ $0 == 0 }) { try await Task.sleep(for: .milliseconds(2)) }
        for line in [
            #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, #"{"jsonrpc":"2.0","id":3,"result":{}}"#,
            #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}"#,
        ] { await server.receive(Array(line.utf8)) }
        await server.receive(Array(call(8, "dependence", #"{"of":"US"}"#).utf8))
        await server.finish()
        #expect(peer.answer(.integer(7)) == nil)
        #expect(peer.sent.withLock { $0.count } == 2)
        #expect(peer.answer(.integer(8)) != nil)
    }

    @Test("Calls under way are bounded, and two of one id are not told apart")
    func bounds() async throws {
        let peer = Peer()
        let server = peer.server()
        let hello = #"{"jsonrpc":"2.0","id":"h","method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#
        await server.receive(Array(hello.utf8))
        for id in 1...(MCPServer.maximumCalls + 1) { await server.receive(Array(call(id, "coverage").utf8)) }
        await server.receive(Array(call(1, "coverage").utf8))
        let over = peer.answer(.integer(Int64(MCPServer.maximumCalls + 1)))
        #expect(over?["result"]?["isError"] == true)
        #expect(peer.answer(.integer(1))?["error"]?["code"] == -32600)
        for id in 1...MCPServer.maximumCalls {
            let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"#
            await server.receive(Array(cancel.utf8))
        }
        await server.finish()
    }

    @Test("Lines are cut wherever the bytes break, and a long one is only told of")
    func lines() {
        let text = Array("one\r\n\ntwo\n123456789\nlast".utf8)
        for step in 1...text.count {
            var splitter = LineSplitter(maximum: 8)
            var pieces: [MCPInput.Piece] = []
            for start in stride(from: 0, to: text.count, by: step) {
                pieces += splitter.take(text[start..<min(start + step, text.count)])
            }
            pieces += splitter.rest()
            #expect(
                pieces == [
                    .line(Array("one".utf8)), .line(Array("two".utf8)), .tooLong, .line(Array("last".utf8)),
                ])
        }
    }
}
