import Testing

@testable import LineSocket

@Suite("Echo rate")
struct EchoRateTests {
    /// Not asserted: how fast depends on the machine and the configuration. Printed for whoever looks.
    @Test("lines echoed 256 deep")
    func rate() async throws {
        try await withFolder { folder in
            let server = try await LineServerTests.serve(folder + "/s") { _ in
                RecordingHandler(Record(), echo: true, countOnly: true)
            }
            let done = Done()
            let start = ContinuousClock.now
            let total = 1_000_000
            _ = try await LineClient.connect(to: folder + "/s") { _ in Pipeliner(total: total, done: done) }
            await done.wait()
            let elapsed = ContinuousClock.now - start
            let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
            print("echo of 170-byte lines, 256 deep: \(Int(Double(total) / seconds)) lines/s")
            await server.stop()
        }
    }
}

/// Keeps 256 lines on the way until `total` have come back.
private final class Pipeliner: LineHandler {
    private let line = [UInt8](repeating: 97, count: 169) + [10]
    private let total: Int
    private let done: Done
    private var sent = 0
    private var back = 0

    init(total: Int, done: Done) {
        self.total = total
        self.done = done
    }

    private func send(_ count: Int, _ connection: LineConnection) {
        let number = min(count, total - sent)
        sent += number
        connection.withWriteBuffer { buffer in
            for _ in 0..<number { line.withUnsafeBytes { buffer.writeBytes($0) } }
        }
    }

    func connected(_ connection: LineConnection) { send(256, connection) }
    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        let count = block.count / 170
        back += count
        if back == total { connection.close() } else { send(count, connection) }
    }
    func oversized(_ connection: LineConnection) {}
    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {}
    func closed(_ connection: LineConnection) { done.signal() }
}

/// Says once that something has happened.
private final class Done: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func signal() { continuation.finish() }
    func wait() async { for await _ in stream {} }
}
