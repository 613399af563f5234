import Glibc
import Logging
import Testing

@testable import Runtime

@Suite("Logging")
struct LoggingTests {
    /// A pipe: what the sink writes, read until it is closed.
    static func captured(_ format: LogSink.Format, _ body: (Logger) -> Void) -> [String] {
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        let sink = LogSink(descriptor: ends[1], format: format)
        var logger = Logger(label: "test") { _ in ServiceLogHandler(program: "test", sink: sink) }
        logger.logLevel = .debug
        body(logger)
        sink.flush(within: .seconds(10))
        close(ends[1])
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(ends[0], &bytes, bytes.count)
        close(ends[0])
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("lines for a stream that the journal reads carry their priority, one line a record")
    func priority() {
        let lines = Self.captured(.priority) { logger in
            logger.info("started", metadata: ["socket": "/run/x", "note": "two words"])
            logger.error("bad\nforged line", metadata: ["a": "q\"uote"])
            logger.trace("not seen")
            logger.debug("seen")
        }
        #expect(
            lines == [
                "<6>started note=\"two words\" socket=/run/x", "<3>bad\\nforged line a=\"q\\\"uote\"", "<7>seen",
            ])
    }

    @Test("readable lines begin with time and level")
    func readable() throws {
        let lines = Self.captured(.readable) { $0.warning("slow", metadata: ["ms": "12"]) }
        let line = try #require(lines.first)
        #expect(line.hasSuffix("Z warning slow ms=12"))
        #expect(line.count == "2026-01-02T03:04:05.678Z warning slow ms=12".count)
    }

    @Test("a full pipe never blocks who logs, and what was dropped is told")
    func fullPipe() {
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        let sink = LogSink(descriptor: ends[1], format: .priority, capacity: 100_000)
        let line = String(repeating: "x", count: 99)
        for _ in 0..<10_000 { sink.write(line) }
        let dropped = sink.dropped
        #expect(dropped > 0)
        // Everything that was not dropped arrives, and what was is told, in one line or several.
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var lines: [Substring] = []
        var told = 0
        while told < Int(dropped) || lines.count(where: { $0 == line }) < 10_000 - Int(dropped) {
            let count = read(ends[0], &chunk, chunk.count)
            guard count > 0 else { break }
            all += chunk.prefix(count)
            lines = String(decoding: all, as: UTF8.self).split(separator: "\n")
            // The last line may not have come whole.
            let whole = all.last == 10 ? lines[...] : lines.dropLast()
            told = whole.compactMap { line -> Int? in
                guard line.hasPrefix("<4>lines of the log were dropped"), let count = line.firstRange(of: "count=")
                else {
                    return nil
                }
                return Int(line[count.upperBound...].prefix { $0.isNumber })
            }.reduce(0, +)
        }
        #expect(told == Int(dropped))
        #expect(lines.count(where: { $0 == line }) == 10_000 - Int(dropped))
    }
}
