import Testing
import Wire

@testable import GroundswellClient

@Suite("What is kept for sending again")
struct UnackedLinesTests {
    private func text(_ chunk: UnackedLines.Chunk?) -> String? {
        chunk.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test("Chunks are found by line, cut behind the line, and forgotten whole")
    func chunks() {
        var lines = UnackedLines()
        lines.append(Array("1\n2\n3\n".utf8), count: 3)
        lines.append(Array("4\n5\n".utf8), count: 2)
        #expect(lines.last == 5 && lines.bytes == 10)
        #expect(text(lines.chunk(after: 0)) == "1\n2\n3\n")
        #expect(text(lines.chunk(after: 1)) == "2\n3\n")
        #expect(lines.chunk(after: 1)?.first == 2)
        #expect(lines.chunk(after: 1)?.count == 2)
        #expect(text(lines.chunk(after: 3)) == "4\n5\n")
        #expect(lines.chunk(after: 5) == nil)
        lines.forget(through: 2)
        #expect(lines.bytes == 10)
        lines.forget(through: 3)
        #expect(lines.bytes == 4 && !lines.isEmpty)
        #expect(text(lines.chunk(after: 0)) == "4\n5\n")
        lines.forget(through: 5)
        #expect(lines.bytes == 0 && lines.isEmpty)
    }

    @Test("Skipped lines are counted and not kept")
    func skips() {
        var lines = UnackedLines()
        lines.skip(100)
        lines.append(Array("101\n".utf8), count: 1)
        #expect(lines.chunk(after: 100)?.first == 101 && lines.last == 101)
    }

    @Test("Many chunks come and go in bounded room")
    func many() {
        var lines = UnackedLines()
        for number in 1...10_000 {
            lines.append(Array("\(number)\n".utf8), count: 1)
            lines.forget(through: Int64(number - 10))
        }
        #expect(text(lines.chunk(after: 9_995)) == "9996\n")
        #expect(lines.bytes <= 60)
    }

    @Test("Counts go on over connections, and add up to the lines")
    func tally() {
        var tally = StreamTally()
        tally.apply(Ack(line: 10, batch: 3, stored: 7, duplicate: 2, rejected: 1))
        tally.apply(Ack(line: 20, batch: 4, stored: 16, duplicate: 3, rejected: 1))
        tally.beginConnection()
        tally.skip(duplicates: 4, rejects: 1, through: 25)
        tally.apply(Ack(line: 30, batch: nil, stored: 5, duplicate: 0, rejected: 0))
        #expect(tally.stored == 21 && tally.duplicate == 7 && tally.rejected == 2 && tally.lines == 30)
        #expect(tally.line == 30 && tally.batch == 4)
    }
}
