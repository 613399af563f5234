import Glibc
import Testing

@testable import LineSocket

@Suite("Server")
struct LineServerTests {
    static func serve(
        _ path: String, limits: LineLimits = LineLimits(), configure: (inout LineServer.Options) -> Void = { _ in },
        handler: @escaping @Sendable (LineConnection) -> any LineHandler
    ) async throws -> LineServer {
        var options = LineServer.Options(listener: .path(path, mode: 0o600))
        options.limits = limits
        configure(&options)
        return try await LineServer.start(options, handler: handler)
    }

    @Test("lines, an unterminated last line, half-close, answers to the end")
    func halfClose() async throws {
        try await withFolder { folder in
            let record = Record()
            let server = try await Self.serve(folder + "/s") { _ in RecordingHandler(record, echo: true) }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("one\ntw")
            await peer.write("o\n\nlast")
            peer.endOutput()
            #expect(await peer.readAll() == "one\ntwo\n\n")
            #expect(await eventually { record.all.last == .closed(.byUs) })
            #expect(record.all == [.line("one"), .line("two"), .line(""), .end("last"), .closed(.byUs)])
            await server.stop()
        }
    }

    @Test("a line over the limit is told once, in its place, and the stream goes on with flat memory")
    func oversized() async throws {
        try await withFolder { folder in
            let record = Record()
            let server = try await Self.serve(folder + "/s") { _ in RecordingHandler(record) }
            let peer = try await RawPeer(folder + "/s")
            let chunk = [UInt8](repeating: 120, count: 1 << 20)
            await peer.write("before\n")
            let before = residentBytes()
            var most = before
            for _ in 0..<256 {
                await peer.write(chunk)
                most = max(most, residentBytes())
            }
            await peer.write("\nafter\n")
            peer.endOutput()
            #expect(await peer.readAll() == "")
            #expect(record.all.prefix(4) == [.line("before"), .oversized, .line("after"), .end("")])
            #expect(most - before < 48 << 20, "grew by \((most - before) >> 20) MiB")
            await server.stop()
        }
    }

    @Test("everything written before a hard close arrives")
    func hardClose() async throws {
        try await withFolder { folder in
            let record = Record()
            let server = try await Self.serve(folder + "/s") { _ in RecordingHandler(record) }
            let expected = (0..<5000).map { "line \($0)" }
            do {
                let peer = try await RawPeer(folder + "/s")
                await peer.write(expected.map { $0 + "\n" }.joined())
            }
            #expect(await eventually { if case .closed = record.all.last { true } else { false } })
            #expect(record.lines == expected)
            await server.stop()
        }
    }

    @Test("close after flush loses no last write, even with unread input")
    func closeAfterFlush() async throws {
        try await withFolder { folder in
            let answer = String(repeating: "a", count: 999) + "\n"
            let server = try await Self.serve(folder + "/s") { _ in
                RecordingHandler(Record(), countOnly: true) { _ in
                } onLines: { connection in
                    for _ in 0..<2000 { connection.write(answer) }
                    connection.close(afterFlush: true)
                }
            }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("go\n")
            await peer.write("ignored\n")
            #expect(await peer.readAll().utf8.count == 2_000_000)
            await server.stop()
        }
    }

    @Test("the peer's credentials are the kernel's")
    func credentials() async throws {
        try await withFolder { folder in
            let record = Record()
            let server = try await Self.serve(folder + "/s") { connection in
                record.add([.line("\(connection.peer.uid) \(connection.peer.gid) \(connection.peer.pid)")])
                record.count(connection.peer.groups.count)
                return RecordingHandler(record)
            }
            let peer = try await RawPeer(folder + "/s")
            #expect(await eventually { !record.all.isEmpty })
            #expect(record.lines == ["\(getuid()) \(getgid()) \(getpid())"])
            var own = [gid_t](repeating: 0, count: 64)
            let count = getgroups(64, &own)
            #expect(record.byteCount == Set(own.prefix(Int(count)) + [getgid()]).count)
            peer.endOutput()
            await server.stop()
        }
    }

    @Test("many connections, each served in order")
    func manyConnections() async throws {
        try await withFolder { folder in
            let server = try await Self.serve(folder + "/s", configure: { $0.eventLoops = 2 }) { _ in
                RecordingHandler(Record(), echo: true)
            }
            let path = folder + "/s"
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let client = try await LineClient.connect(to: path)
                        let text = (0..<50).map { "\(number) \($0)\n" }.joined()
                        try await client.send(text.utf8)
                        client.closeOutput()
                        var all: [UInt8] = []
                        for try await block in client.blocks { all += block }
                        await client.close()
                        return String(decoding: all, as: UTF8.self) == text
                    }
                }
                for try await same in group { #expect(same) }
            }
            #expect(await eventually { server.connectionCount == 0 })
            await server.stop()
        }
    }

    @Test("a connection too many is told and closed, the others go on")
    func tooMany() async throws {
        try await withFolder { folder in
            let server = try await Self.serve(
                folder + "/s",
                configure: {
                    $0.maxConnections = 2
                    $0.refusalLine = { refusal, _ in Array("refused \(refusal)\n".utf8) }
                }
            ) { _ in RecordingHandler(Record(), echo: true) }
            let first = try await RawPeer(folder + "/s")
            let second = try await RawPeer(folder + "/s")
            let third = try await RawPeer(folder + "/s")
            await third.write("hello\n")
            #expect(await third.readAll() == "refused tooManyConnections(limit: 2)\n")
            await first.write("1\n")
            first.endOutput()
            #expect(await first.readAll() == "1\n")
            await second.write("2\n")
            second.endOutput()
            #expect(await second.readAll() == "2\n")
            await server.stop()
        }
    }

    @Test("a graceful stop tells handlers, keeps their last words, removes the file, frees the path")
    func gracefulStop() async throws {
        try await withFolder { folder in
            let record = Record()
            let server = try await Self.serve(folder + "/s") { _ in RecordingHandler(record) }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("x\n")
            #expect(await eventually { record.lines == ["x"] })
            await server.stop(deadline: .milliseconds(300))
            #expect(await peer.readAll() == "bye\n")
            #expect(record.all.contains(.shuttingDown))
            #expect(access(folder + "/s", F_OK) != 0)
            let again = try await Self.serve(folder + "/s") { _ in RecordingHandler(record) }
            await again.stop()
        }
    }

    @Test("turns of the event loop are counted")
    func turns() async throws {
        try await withFolder { folder in
            let server = try await Self.serve(folder + "/s") { _ in RecordingHandler(Record()) }
            let first = server.loopTurns
            #expect(await eventually { server.loopTurns > first })
            await server.stop()
        }
    }
}
