import Glibc
import Synchronization
import Testing

@testable import LineSocket

@Suite("Backpressure", .serialized)
struct BackpressureTests {
    @Test("a paused server reads nothing, memory stays flat, and nothing is lost after")
    func pausedServer() async throws {
        try await withFolder { folder in
            let record = Record()
            let server = try await LineServerTests.serve(folder + "/s") { _ in
                RecordingHandler(record, countOnly: true, onConnected: { $0.pauseReading() })
            }
            let path = folder + "/s"
            let total = 200 << 20
            let producer = Task.detached {
                let peer = try await RawPeer(path)
                let block = [UInt8](repeating: 97, count: 1023) + [10]
                let big = Array(repeatElement(block, count: 1024).joined())
                for _ in 0..<200 { await peer.write(big) }
                peer.endOutput()
                return await peer.readAll()
            }
            #expect(await eventually { server.connectionCount == 1 })
            let before = residentBytes()
            try await Task.sleep(for: .milliseconds(300))
            #expect(record.byteCount == 0)
            #expect(residentBytes() - before < 32 << 20)
            server.forEachConnection { $0.resumeReading() }
            #expect(try await producer.value == "")
            #expect(record.byteCount == total)
            await server.stop()
        }
    }

    @Test("pausing within a block keeps the rest until resumed")
    func pauseWithin() async throws {
        try await withFolder { folder in
            let record = Record()
            let server = try await LineServerTests.serve(folder + "/s") { _ in
                RecordingHandler(record, onLines: { $0.pauseReading() })
            }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("a")
            // The joined line is a block of its own: the pause comes between it and the rest.
            try await Task.sleep(for: .milliseconds(30))
            await peer.write("b\nc\nd\n")
            peer.endOutput()
            #expect(await eventually { record.lines == ["ab"] })
            try await Task.sleep(for: .milliseconds(30))
            #expect(record.all == [.line("ab")])
            server.forEachConnection { $0.resumeReading() }
            #expect(await eventually { record.lines == ["ab", "c", "d"] })
            server.forEachConnection { $0.resumeReading() }
            #expect(await eventually { record.all.contains(.end("")) })
            await server.stop()
        }
    }

    @Test("a reader that never reads is paused, then closed; memory is bounded")
    func neverReads() async throws {
        try await withFolder { folder in
            let record = Record()
            var limits = LineLimits()
            limits.maxPendingWriteBytes = 1 << 20
            limits.writeStallDeadline = .milliseconds(300)
            let server = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in
                RecordingHandler(record, echo: true, countOnly: true)
            }
            let before = residentBytes()
            let peer = try await RawPeer(folder + "/s")
            let block = Array(repeatElement([UInt8](repeating: 97, count: 1023) + [10], count: 1024).joined())
            for _ in 0..<64 { await peer.write(block) }
            #expect(await eventually { record.all == [.closed(.writeStalled)] })
            #expect(record.byteCount < 8 << 20)
            #expect(residentBytes() - before < 48 << 20)
            await server.stop()
        }
    }

    @Test("a slow reader gets everything")
    func slowReader() async throws {
        try await withFolder { folder in
            var limits = LineLimits()
            limits.maxPendingWriteBytes = 64 << 10
            let server = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in
                RecordingHandler(Record(), echo: true, countOnly: true)
            }
            var own = LineLimits.client
            own.maxPendingWriteBytes = 64 << 10
            let client = try await LineClient.connect(to: folder + "/s", limits: own)
            let total = 20_000
            let sender = Task {
                for number in 0..<total {
                    try await client.send("\(number) \(String(repeating: "p", count: 200))\n".utf8)
                }
                client.closeOutput()
            }
            var lines = 0
            var next = 0
            for try await block in client.blocks {
                for line in block.split(separator: 10) {
                    let number = Int(String(decoding: line.prefix { $0 != 32 }, as: UTF8.self))
                    if number == next { next += 1 }
                    lines += 1
                }
                if lines % 7 == 0 { try await Task.sleep(for: .milliseconds(1)) }
            }
            try await sender.value
            #expect(lines == total)
            #expect(next == total)
            await client.close()
            await server.stop()
        }
    }

    @Test("what the kernel took at once, what waited and what came after arrive in order")
    func orderOfWrites() async throws {
        try await withFolder { folder in
            // Each answer is 1,000 bytes: the kernel's buffer is full after some hundred, the rest waits in the channel.
            let server = try await LineServerTests.serve(folder + "/s") { _ in
                RecordingHandler(
                    Record(), countOnly: true,
                    onLines: { connection in
                        for number in 0..<2_000 {
                            let text = "\(number) "
                            connection.write(text + String(repeating: "x", count: 999 - text.utf8.count) + "\n")
                            if number % 3 == 0 { connection.flush() }
                        }
                    })
            }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("go\n")
            try await Task.sleep(for: .milliseconds(50))
            await peer.write("go\n")
            peer.endOutput()
            let lines = await peer.readAll().split(separator: "\n")
            let numbers = lines.map { Int($0.prefix { $0 != " " }) }
            #expect(numbers == Array(0..<2_000) + Array(0..<2_000))
            #expect(lines.allSatisfy { $0.utf8.count == 999 })
            await server.stop()
        }
    }

    @Test("bytes beyond the hard limit end the connection")
    func overflow() async throws {
        try await withFolder { folder in
            let record = Record()
            var limits = LineLimits()
            limits.abandonPendingWriteBytes = 2 << 20
            let server = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in
                RecordingHandler(
                    record, countOnly: true,
                    onLines: { connection in
                        let line = [UInt8](repeating: 97, count: 99_999) + [10]
                        for _ in 0..<100 { connection.write(line) }
                    })
            }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("go\n")
            #expect(await eventually { record.all == [.closed(.writeOverflow)] })
            await server.stop()
        }
    }

    @Test("a byte rate over the limit slows the peer, and loses nothing")
    func rate() async throws {
        try await withFolder { folder in
            let record = Record()
            var limits = LineLimits()
            limits.maxBytesPerSecond = 1 << 20
            let server = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in
                RecordingHandler(record, countOnly: true)
            }
            let peer = try await RawPeer(folder + "/s")
            let start = ContinuousClock.now
            await peer.write(Array(repeatElement([UInt8](repeating: 97, count: 1023) + [10], count: 2048).joined()))
            peer.endOutput()
            #expect(await peer.readAll() == "")
            #expect(record.byteCount == 2 << 20)
            // One second's worth is allowed at once, the second MiB takes another.
            #expect(ContinuousClock.now - start > .milliseconds(500))
            await server.stop()
        }
    }

    @Test("requests in flight pause reading at the limit and go on at half of it")
    func inFlight() async throws {
        try await withFolder { folder in
            let record = Record()
            var limits = LineLimits()
            limits.maxInFlight = 4
            let server = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in
                RecordingHandler(record, onLines: { $0.adjustInFlight(by: 4) })
            }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("a\n")
            #expect(await eventually { record.lines == ["a"] })
            await peer.write("b\n")
            try await Task.sleep(for: .milliseconds(30))
            #expect(record.lines == ["a"])
            server.forEachConnection { $0.adjustInFlight(by: -1) }
            try await Task.sleep(for: .milliseconds(30))
            #expect(record.lines == ["a"])
            server.forEachConnection { $0.adjustInFlight(by: -1) }
            #expect(await eventually { record.lines == ["a", "b"] })
            await server.stop()
        }
    }

    @Test("deadlines for idle peers and unended lines")
    func deadlines() async throws {
        try await withFolder { folder in
            let idle = Record()
            var limits = LineLimits()
            limits.idleDeadline = .milliseconds(100)
            let first = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in RecordingHandler(idle) }
            let silent = try await RawPeer(folder + "/s")
            #expect(await eventually { idle.all == [.closed(.idle)] })
            #expect(await silent.readAll() == "")
            await first.stop()

            let slow = Record()
            limits.idleDeadline = nil
            limits.lineDeadline = .milliseconds(200)
            let second = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in RecordingHandler(slow) }
            let drip = try await RawPeer(folder + "/s")
            for _ in 0..<100 where slow.all.isEmpty {
                await drip.write("x")
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(await eventually { slow.all == [.closed(.lineDeadline)] })
            await second.stop()
        }
    }

    @Test("sends from many threads arrive whole and in each thread's order")
    func sends() async throws {
        try await withFolder { folder in
            let slot = Slot()
            let server = try await LineServerTests.serve(folder + "/s") { connection in
                slot.connection.withLock { $0 = connection }
                return RecordingHandler(Record())
            }
            let client = try await LineClient.connect(to: folder + "/s")
            #expect(await eventually { slot.connection.withLock { $0 } != nil })
            let connection = try #require(slot.connection.withLock { $0 })
            await withTaskGroup(of: Void.self) { group in
                for sender in 0..<4 {
                    group.addTask { for number in 0..<5000 { connection.send("\(sender) \(number)\n".utf8) } }
                }
            }
            connection.perform { $0.close(afterFlush: true) }
            var next = [0, 0, 0, 0]
            for try await block in client.blocks {
                for line in block.split(separator: 10) {
                    let parts = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
                    #expect(parts.count == 2 && next[parts[0]] == parts[1])
                    next[parts[0]] += 1
                }
            }
            #expect(next == [5000, 5000, 5000, 5000])
            await client.close()
            await server.stop()
        }
    }
}

/// A place for the connection a server made.
private final class Slot: Sendable {
    let connection = Mutex<LineConnection?>(nil)
}
