import LineSocket
import Synchronization
import TestSupport
import Testing
import Wire

/// Clients that vanish, or ask a thousand things at once: others do not notice.
@Suite(.timeLimit(.minutes(2))) struct RudeClientTests {
    private static func line(_ id: Int, _ method: String, _ parameters: String) -> String {
        "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method)\",\"params\":\(parameters)}\n"
    }

    @Test func whoVanishesTakesItsQuestionsAlong() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await FakeScoring(fixture.folder.path) { $0 == "dependence" ? nil : "{}" }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            let gone = try await LineClient.connect(to: running.path)
            try await gone.send(Array((1...50).map { Self.line($0, "dependence", "{\"of\":\"US\"}") }.joined().utf8))
            func count(_ method: String) -> Int { scoring.seen.requests.withLock { $0.count { $0.method == method } } }
            for _ in 0..<500 where count("dependence") < 50 { try await Task.sleep(for: .milliseconds(10)) }
            gone.connection.perform { $0.close(afterFlush: false) }
            for _ in 0..<500 where count(RPCRequest.cancelMethod) < 50 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(count(RPCRequest.cancelMethod) == 50)
            #expect(try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])["value"] != nil)
        }
        await scoring.stop()
    }

    /// Who asks for more than fits between them and is gone before it is answered harms nobody else: the gateway is in the
    /// middle of its lines when it learns that, and the rest of them come then.
    @Test func whoLeavesInTheMiddleOfItsAnswersIsNotMissed() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            let lines = Array(repeatElement(Self.line(1, "rpc.discover", "{}"), count: 3_000).joined().utf8)
            for turn in 0..<40 {
                let gone = try await LineClient.connect(to: running.path)
                gone.connection.send(lines)
                try await Task.sleep(for: .microseconds(500 * (turn % 10)))
                gone.connection.perform { $0.close(afterFlush: false) }
            }
            #expect(try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])["value"] != nil)
            // Each of them is let go of.
            var connections = JSONValue.null
            for _ in 0..<500 where connections != 1 {
                connections = try await running.asker.ask("status")["services"]?["query"]?["connections"] ?? .null
                if connections != 1 { try await Task.sleep(for: .milliseconds(10)) }
            }
            #expect(connections == 1)
        }
    }

    /// A question is taken back among the lines that wait until fewer are under way: each of the others is answered once.
    @Test func takingBackAmongLinesThatWaitAnswersNoneTwice() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await FakeScoring(fixture.folder.path) { $0 == "dependence" ? nil : "{}" }
        try await RunningGateway.with(fixture) {
            $0.maximumInFlight = 2
        } _: { running in
            try await running.scoringIsThere()
            let cancel = "{\"jsonrpc\":\"2.0\",\"method\":\"\(RPCRequest.cancelMethod)\",\"params\":{\"id\":2}}\n"
            var lines = [
                Self.line(1, "dependence", "{\"of\":\"US\",\"timeoutMs\":300}"),
                Self.line(2, "dependence", "{\"of\":\"US\"}"),
                Self.line(3, "coverage", "{}"), cancel,
            ]
            lines += (4...40).map { Self.line($0, "coverage", "{}") }
            try await running.asker.send(lines.joined())
            running.asker.closeOutput()
            var answered: [Int64] = []
            while let line = try await running.asker.line() {
                let answer = try JSONValue.parse(line)
                if case .integer(let id)? = answer["id"] {
                    answered.append(id)
                } else {
                    Issue.record("\(answer.jsonText)")
                }
            }
            #expect(answered.sorted() == Array(1...40))
        }
        await scoring.stop()
    }

    @Test func aThousandQuestionsAtOnceAreAnsweredAndOthersAreServedMeanwhile() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await FakeScoring(fixture.folder.path) { $0 == "dependence" ? "{\"value\":1}" : "{}" }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            let eager = try await Asker(running.path)
            let methods = [
                ("dependence", "{\"of\":\"US\"}"), ("model.get", "{\"id\":\"Qwen/Qwen3-8B\"}"),
                ("leaderboard", "{}"), ("no.such", "{}"), ("coverage", "{\"limit\":1}"),
            ]
            let lines = (1...1_000).map { id in
                let method = methods[id % methods.count]
                return Self.line(id, method.0, method.1)
            }
            try await eager.send(lines.joined())
            for _ in 0..<20 { try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"]) }
            var answered: Set<Int64> = []
            var failures: [RPCErrorCode: Int] = [:]
            for _ in 1...1_000 {
                switch try await eager.answer() {
                case .result(.integer(let id), _, _): answered.insert(id)
                case .error(.integer(let id)?, let error):
                    answered.insert(id)
                    failures[error.code, default: 0] += 1
                case let other: Issue.record("\(other)")
                }
            }
            #expect(answered == Set(1...1_000))
            #expect(failures == [.methodNotFound: 200, .invalidParameters: 200])
            await eager.close()
        }
        await scoring.stop()
    }

    /// Everything there is comes page by page: nothing is cut without a cursor, nothing comes twice.
    @Test func aLongListComesWholePageByPage() async throws {
        let fixture = try ScoreFixture()
        try fixture.owner.execute(
            """
            INSERT INTO score.model (id, epoch, organization, flags, country, access, gated, net_likes, derivatives,
              descendants, name)
            SELECT 100 + i, 1, 3, 0, 17230, 0, -1, i % 97, 0, 0, 'Qwen/n' || i FROM generate_series(1, 2500) i
            """)
        try fixture.publish(2, batch: 8, generation: 2)
        try await RunningGateway.with(fixture, epoch: 2) { running in
            var cursor = JSONValue.null
            var seen: [String] = []
            repeat {
                let page = try await running.asker.ask("leaderboard", ["limit": 700, "cursor": cursor])
                guard case .array(let entries)? = page["value"] else { break }
                seen += entries.compactMap { $0["id"]?.text }
                cursor = page["cursor"] ?? .null
            } while cursor != .null && seen.count < 10_000
            #expect(seen.count == Set(seen).count && seen.count >= 2_500)
            let whole = try await running.asker.ask("leaderboard", ["limit": 1_000])
            #expect(whole["cursor"] != .null)
        }
    }
}
