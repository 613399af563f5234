import Dispatch
import Glibc
import Synchronization
import Testing

@testable import LineSocket

/// A handler is never called from within a call of its own, whatever the channel tells while it writes.
@Suite(.timeLimit(.minutes(2))) struct TellingTests {
    /// Notes what it is called with, and whether it was in the middle of something.
    private final class Handler: LineHandler {
        let record: Record
        /// Called with the first lines, while the handler is in the middle of them.
        let onFirst: (LineConnection) -> Void
        /// Called when it may write again.
        let onWritable: (LineConnection) -> Void
        private var calls = 0
        private var depth = 0

        init(
            _ record: Record, onFirst: @escaping (LineConnection) -> Void = { _ in },
            onWritable: @escaping (LineConnection) -> Void = { _ in }
        ) {
            self.record = record
            self.onFirst = onFirst
            self.onWritable = onWritable
        }

        func within(_ body: () -> Void) {
            if depth > 0 { record.add([.line("within another call")]) }
            depth += 1
            body()
            depth -= 1
        }

        func connected(_ connection: LineConnection) {}
        func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
            within {
                calls += 1
                record.add(block.dropLast().split(separator: 10).map { .line(String(decoding: $0, as: UTF8.self)) })
                if calls == 1 { onFirst(connection) }
            }
        }
        func oversized(_ connection: LineConnection) {}
        func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
            within {
                record.add([.end(String(decoding: unterminated, as: UTF8.self))])
                connection.close(afterFlush: true)
            }
        }
        func writabilityChanged(_ writable: Bool, _ connection: LineConnection) {
            within { if writable { onWritable(connection) } }
        }
        func closed(_ connection: LineConnection) {
            within { record.add([.closed(connection.closeReason ?? .failed("no reason"))]) }
        }
    }

    /// More than is sent at once.
    private static let answer = [UInt8](repeating: 97, count: 1 << 20)

    /// A handler is in the middle of the first line while the peer sends more and leaves; then it does something.
    private static func whenThePeerHasLeft(
        sending more: String, _ body: @escaping @Sendable (LineConnection, Record) -> Void,
        check: (Record) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let (record, isGone) = (Record(), DispatchSemaphore(value: 0))
            let server = try await LineServerTests.serve(folder + "/s") { _ in
                Handler(record) { connection in
                    isGone.wait()
                    body(connection, record)
                }
            }
            do {
                let peer = try await RawPeer(folder + "/s")
                await peer.write("one\n")
                #expect(await eventually { record.lines == ["one"] })
                await peer.write(more)
            }
            isGone.signal()
            try await check(record)
            await server.stop()
        }
    }

    @Test func whoWritesToAPeerThatIsGoneHearsOfItAfterwards() async throws {
        try await Self.whenThePeerHasLeft(sending: "two\nthree\n") { connection, record in
            // The kernel refuses it; the channel reads what is left, and ends, before this returns.
            connection.write(Self.answer)
            record.add([.line("written")])
        } check: { record in
            #expect(await eventually { record.all.contains(.closed(.byPeer)) })
            #expect(record.lines == ["one", "written", "two", "three"])
            #expect(record.all.last == .closed(.byPeer))
        }
    }

    @Test func theSameWhereSomebodyElseWritesOnItsLoop() async throws {
        try await withFolder { folder in
            let (record, isGone) = (Record(), DispatchSemaphore(value: 0))
            let server = try await LineServerTests.serve(folder + "/s") { _ in Handler(record) }
            do {
                let peer = try await RawPeer(folder + "/s")
                await peer.write("one\n")
                #expect(await eventually { record.lines == ["one"] })
                server.forEachConnection { connection in
                    connection.perform(with: Handler.self) { handler, connection in
                        handler.within {
                            record.add([.line("begun")])
                            isGone.wait()
                            connection.write(Self.answer)
                            record.add([.line("written")])
                        }
                    }
                }
                #expect(await eventually { record.lines == ["one", "begun"] })
                await peer.write("two\n")
            }
            isGone.signal()
            #expect(await eventually { record.all.contains(.closed(.byPeer)) })
            #expect(record.lines == ["one", "begun", "written", "two"])
            await server.stop()
        }
    }

    /// Who closes in the middle of its lines to a peer that is gone gets none of the rest.
    @Test func whoClosesGetsNoMoreLines() async throws {
        try await Self.whenThePeerHasLeft(sending: "two\n") { connection, _ in
            connection.write(Self.answer)
            connection.close(afterFlush: true)
        } check: { record in
            #expect(await eventually { record.all == [.line("one"), .closed(.byPeer)] })
        }
    }

    /// Told that it may write again, a handler that waits for that writes the rest: after what it was at, not within.
    @Test func writabilityIsToldAfterwards() async throws {
        try await withFolder { folder in
            let record = Record()
            let rest = Atomic<Int>(8)
            var limits = LineLimits()
            limits.maxPendingWriteBytes = 64 << 10
            let server = try await LineServerTests.serve(folder + "/s", limits: limits) { _ in
                Handler(record) { connection in
                    for _ in 0..<8 { connection.write(Self.answer) }
                    record.add([.line("written")])
                } onWritable: { connection in
                    let isLeft = rest.wrappingSubtract(1, ordering: .relaxed).oldValue > 0
                    if isLeft { connection.write(Self.answer) }
                }
            }
            let peer = try await RawPeer(folder + "/s")
            await peer.write("one\n")
            peer.endOutput()
            // The end of input waits while the peer does not keep up; the last of the rest may still be on its way then.
            #expect(await peer.readAll().utf8.count >= 9 << 20)
            #expect(await eventually { record.all.last == .closed(.byUs) })
            #expect(record.all == [.line("one"), .line("written"), .end(""), .closed(.byUs)])
            await server.stop()
        }
    }
}
