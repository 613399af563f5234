import QueryCore
import Testing
import Wire

/// Each bad line gets its error, and the connection goes on.
@Suite struct BadInputTests {
    struct Line: Sendable {
        var name: String
        var bytes: [UInt8]
        var code: RPCErrorCode

        init(_ name: String, _ bytes: [UInt8], _ code: RPCErrorCode) {
            self.name = name
            self.bytes = bytes
            self.code = code
        }

        init(_ name: String, _ text: String, _ code: RPCErrorCode) { self.init(name, Array(text.utf8), code) }
    }

    static let lines: [Line] = [
        Line(
            "not UTF-8", Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"".utf8) + [0xff, 0xfe] + Array("\"}".utf8),
            .parse),
        Line(
            "not UTF-8 in a name",
            Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"model.get\",\"params\":{\"id\":\"a/".utf8) + [0xc3]
                + Array("\"}}".utf8), .parse),
        Line("a NUL", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\\u0000\"}", .parse),
        Line("a raw NUL", Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a".utf8) + [0] + Array("\"}".utf8), .parse),
        Line("a byte order mark", [0xef, 0xbb, 0xbf] + Array("{}".utf8), .parse),
        Line("deep nesting", String(repeating: "[", count: 4_000), .parse),
        Line("a key twice", "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"status\"}", .parse),
        Line("a number beyond range", "{\"jsonrpc\":\"2.0\",\"id\":1e999,\"method\":\"status\"}", .parse),
        Line("no JSON", "hello", .parse),
        Line("an empty line", "", .parse),
        Line("cut off", "{\"jsonrpc\":\"2.0\",\"id\":1,", .parse),
        Line("a batch", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status\"}]", .invalidRequest),
        Line("no version", "{\"id\":1,\"method\":\"status\"}", .invalidRequest),
        Line("an id that is none", "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"status\"}", .invalidRequest),
        Line("too long", String(repeating: "x", count: 5_000), .invalidRequest),
        Line(
            "parameters by place", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status\",\"params\":[1]}",
            .invalidParameters),
        Line("no such method", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"model.gte\"}", .methodNotFound),
    ]

    @Test func eachIsRefusedAndTheConnectionGoesOn() async throws {
        try await RunningGateway.with(ScoreFixture()) {
            $0.maximumLineBytes = 4096
        } _: { running in
            for line in Self.lines {
                try await running.asker.send(line.bytes + [10])
                guard case .error(_, let error) = try await running.asker.answer() else {
                    Issue.record("\(line.name) was answered")
                    continue
                }
                #expect(error.code == line.code, "\(line.name)")
                #expect(!error.message.isEmpty)
                try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
            }
        }
    }

    @Test func namesWhatWasMeant() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let method = try await running.asker.refusal("model.gte")
            #expect(method.nearest.contains("model.get"))
            let parameter = try await running.asker.refusal("leaderboard", ["countri": "CN"])
            #expect(parameter.code == .invalidParameters)
            #expect(parameter.nearest.contains("country"))
            let type = try await running.asker.refusal("leaderboard", ["limit": "ten"])
            #expect(type.path == "limit")
            #expect(type.message.contains("whole number"))
            let word = try await running.asker.refusal("leaderboard", ["measure": "netlike"])
            #expect(word.nearest.contains("netLikes"))
            let country = try await running.asker.refusal("leaderboard", ["country": "XX"])
            #expect(country.code == .countryUnknown)
            let organization = try await running.asker.refusal("organization.get", ["id": "deepseekai"])
            #expect(organization.nearest == ["deepseek-ai"])
        }
    }

    /// 64 MiB without a newline: told once, skipped, forgotten.
    @Test func skipsAnEndlessLine() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
            for _ in 0..<64 { try await running.asker.send(piece) }
            try await running.asker.send([10])
            guard case .error(_, let error) = try await running.asker.answer() else {
                Issue.record("answered")
                return
            }
            #expect(error.code == .invalidRequest)
            try await running.asker.ask("status")
        }
    }
}
