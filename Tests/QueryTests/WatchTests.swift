import LineSocket
import Synchronization
import TestSupport
import Testing
import Wire

@testable import QueryCore

/// Subscriptions through a real socket, fed by a scripted scoring.
@Suite(.timeLimit(.minutes(2))) struct WatchTests {
    private static func event(_ kind: String, _ id: String, batch: Int, _ more: String = "") -> String {
        "{\"kind\":\"\(kind)\",\"id\":\"\(id)\",\"value\":1,\"text\":\"t\",\"key\":\"\(id)\(batch)\",\"from\":\(batch - 1),"
            + "\"batch\":\(batch),\"model\":\"\(id)\",\"organization\":\"\(id.prefix { $0 != "/" })\""
            + ",\"countries\":[\"CN\"]\(more)}"
    }

    /// Each question for more is answered with the next batch, up to a last one.
    private func scoring(
        _ folder: String, last: Int, figures: String = "", _ events: @escaping @Sendable (Int) -> String
    ) async throws -> FakeScoring {
        let batch = Mutex(7)
        return try await FakeScoring(folder) { method in
            switch method {
            case "watch.follow":
                let now = batch.withLock { batch in
                    batch = min(batch + 1, last + 1)
                    return batch
                }
                if now > last { return "{\"batch\":\(last),\"epoch\":\(last),\"events\":[],\"skip\":null}" }
                return "{\"batch\":\(now),\"epoch\":\(now),\"events\":[\(events(now))],\"skip\":null}"
            case "watch.figures": return "{\"batch\":\(last),\"epoch\":1,\"events\":[\(figures)],\"skip\":null}"
            default: return "{\"state\":\"serving\"}"
            }
        }
    }

    /// The next notification.
    private func news(_ asker: Asker) async throws -> RPCRequest {
        guard case .notification(let news) = try await asker.answer() else { throw TestFailure("no notification") }
        return news
    }

    @Test func eventsAndProgressAreToldInOrderAndFiltered() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await scoring(fixture.folder.path, last: 10, figures: Self.event("claim", "c", batch: 9)) {
            [
                Self.event("record", "Qwen/Qwen3-8B", batch: $0),
                Self.event("license", "deepseek-ai/DeepSeek-R1", batch: $0),
            ].joined(separator: ",")
        }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            let answer = try await running.asker.ask("watch", ["kinds": ["license"], "model": "deepseek-ai/r1"])
            #expect(answer == ["subscription": 1, "from": 7, "epoch": 1])
            for batch in 8...10 {
                let told = try await news(running.asker)
                #expect(told.method == "watch.event")
                #expect(told.parameters["subscription"] == 1 && told.parameters["batch"] == .integer(Int64(batch)))
                #expect(told.parameters["id"] == "deepseek-ai/DeepSeek-R1")
                let progress = try await news(running.asker)
                #expect(progress.method == "watch.progress")
                #expect(progress.parameters == ["subscription": 1, "batch": .integer(Int64(batch))])
            }
        }
        await scoring.stop()
    }

    @Test func progressWaitsForBothLanes() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await scoring(fixture.folder.path, last: 9, figures: Self.event("claim", "c", batch: 9)) {
            Self.event("record", "Qwen/Qwen3-8B", batch: $0)
        }
        try await RunningGateway.with(fixture) {
            $0.watchFiguresPause = .milliseconds(50)
        } _: { running in
            try await running.scoringIsThere()
            try await running.asker.ask("watch", ["kinds": ["record", "claim"]])
            var kinds: [JSONValue?] = []
            while true {
                let told = try await news(running.asker)
                if told.method == "watch.event" { kinds.append(told.parameters["kind"]) }
                if told.method == "watch.progress", told.parameters["batch"] == 9 { break }
            }
            // Both epochs of the one lane, and the claim of the other, came before.
            #expect(kinds.count { $0 == "record" } == 2 && kinds.contains("claim"))
        }
        await scoring.stop()
    }

    @Test func afterUnwatchNothingComesAndLimitsAreKept() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await scoring(fixture.folder.path, last: 1_000_000) {
            Self.event("record", "Qwen/Qwen3-8B", batch: $0)
        }
        try await RunningGateway.with(fixture) {
            $0.maximumWatches = 2
        } _: { running in
            try await running.scoringIsThere()
            try await running.asker.ask("watch", ["kinds": ["record"]])
            _ = try await news(running.asker)
            try await running.asker.send(
                "{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"unwatch\",\"params\":{\"subscription\":1}}\n")
            while true {
                if case .result(.integer(77), let value, _) = try await running.asker.answer() {
                    #expect(value == ["subscription": 1, "ended": true])
                    break
                }
            }
            // Whatever scoring goes on to tell, the next line is the next answer.
            for _ in 0..<20 {
                #expect(try await running.asker.ask("unwatch", ["subscription": 1])["ended"] == false)
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await running.asker.ask("watch", ["kinds": ["quiet"]])["subscription"] == 2)
        }
        await scoring.stop()
    }

    @Test func whatCannotBeMeantIsRefused() async throws {
        try await RunningGateway.with(ScoreFixture()) {
            $0.maximumWatches = 1
        } _: { running in
            let asker = running.asker
            #expect(try await asker.refusal("watch", ["kinds": ["records"]]).nearest.contains("record"))
            #expect(try await asker.refusal("watch", ["model": "nobody/x"]).code == .modelNotFound)
            #expect(try await asker.refusal("watch", ["organization": "deepseekai"]).nearest == ["deepseek-ai"])
            #expect(try await asker.refusal("watch", ["from": -1]).path == "from")
            #expect(try await asker.refusal("watch", ["kinds": ["claim"], "country": "CN"]).path == "kinds")
            #expect(try await asker.refusal("unwatch").path == "subscription")
            try await asker.ask("watch")
            let more = try await asker.refusal("watch")
            #expect(more.code == .limitExceeded && more.message.contains("limits.watches"))
        }
        try await RunningGateway.with(ScoreFixture(filled: false), epoch: 0) { running in
            let early = try await running.asker.refusal("watch")
            #expect(early.code == .epochLoading)
        }
    }

    @Test func whoDoesNotReadIsToldAndEndedAndOthersAreServed() async throws {
        let fixture = try ScoreFixture()
        let long = String(repeating: "x", count: 20_000)
        let scoring = try await scoring(fixture.folder.path, last: 1_000_000) { batch in
            (0..<40).map { Self.event("record", "Qwen/\($0)", batch: batch, ",\"more\":\"\(long)\"") }
                .joined(separator: ",")
        }
        try await RunningGateway.with(fixture) {
            $0.watchPatience = .milliseconds(300)
            $0.maximumWatchBytes = 10_000
        } _: { running in
            try await running.scoringIsThere()
            var limits = LineLimits()
            limits.maxPendingWriteBytes = 1 << 16
            let deaf = try await LineClient.connect(to: running.path, limits: limits)
            try await deaf.send(
                Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"watch\",\"params\":{\"kinds\":[\"record\"]}}\n".utf8))
            for _ in 0..<100 {
                try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
                try await Task.sleep(for: .milliseconds(10))
            }
            // Now it reads: a bounded lot of events, and last why there are no more.
            var bytes = 0
            var last = ""
            while let block = try await deaf.blocks.next() {
                bytes += block.count
                last = String(decoding: block.suffix(2_000), as: UTF8.self)
                if last.contains("watch.ended") { break }
            }
            #expect(bytes < 8 << 20, "\(bytes)")
            #expect(last.contains("limit.exceeded") && last.contains("limits.watchBytes"))
            // The connection itself goes on.
            try await deaf.send(Array("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"status\"}\n".utf8))
            let answer = try await deaf.blocks.next()
            #expect(answer.map { String(decoding: $0, as: UTF8.self).contains("\"id\":2") } == true)
            await deaf.close()
        }
        await scoring.stop()
    }

    @Test func aSubscriptionEndsWithItsConnection() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await scoring(fixture.folder.path, last: 9) { _ in "" }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            let gone = try await LineClient.connect(to: running.path)
            try await gone.send(Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"watch\"}\n".utf8))
            _ = try await gone.blocks.next()
            func asked() -> Int { scoring.seen.requests.withLock { $0.count { $0.method == "watch.follow" } } }
            while asked() == 0 { try await Task.sleep(for: .milliseconds(5)) }
            gone.connection.perform { $0.close(afterFlush: false) }
            var before = -1
            for _ in 0..<200 where before != asked() {
                before = asked()
                // Several of the gateway's looks, which come every 20 ms.
                try await Task.sleep(for: .milliseconds(150))
            }
            #expect(before == asked() && before > 0)
        }
        await scoring.stop()
    }

    @Test func aGatewayThatStopsSaysSo() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await scoring(fixture.folder.path, last: 9) { _ in "" }
        let running = try await RunningGateway(fixture)
        try await running.epoch(1)
        try await running.asker.ask("watch", ["from": 7])
        let gateway = running.gateway
        let stopping = Task { await gateway.stop() }
        var last: RPCRequest?
        while let line = try await running.asker.line() {
            let answer = try line.withUnsafeBytes { bytes in try RPCAnswer.parse(bytes) }
            if case .notification(let news) = answer { last = news }
        }
        #expect(last?.method == "watch.ended" && last?.parameters["code"] == "service.stopping")
        await stopping.value
        await running.stop()
        await scoring.stop()
    }
}
