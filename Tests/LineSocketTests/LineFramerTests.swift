import Testing

@testable import LineSocket

@Suite("Framing")
struct LineFramerTests {
    enum Piece: Equatable {
        case line(String)
        case oversized
    }

    /// Feeds the chunks and returns the lines, and what is left.
    static func cut(_ chunks: [[UInt8]], max: Int) -> ([Piece], String) {
        var framer = LineFramer(maxLineBytes: max)
        var pieces: [Piece] = []
        func add(_ block: some BidirectionalCollection<UInt8>) {
            #expect(block.last == 10)
            let lines = block.dropLast().split(separator: 10, omittingEmptySubsequences: false)
            pieces += lines.map { .line(String(decoding: $0, as: UTF8.self)) }
        }
        for chunk in chunks {
            chunk.withUnsafeBytes { all in
                var rest = all
                while rest.count > 0 {
                    let (step, consumed) = framer.step(rest)
                    switch step {
                    case .block(let count):
                        #expect(count == consumed)
                        add(rest[..<count])
                    case .joined:
                        let line = framer.takeJoined()
                        add(line)
                        framer.recycle(line)
                    case .oversized: pieces.append(.oversized)
                    case .exhausted: break
                    }
                    rest = UnsafeRawBufferPointer(rebasing: rest[consumed...])
                }
            }
        }
        return (pieces, String(decoding: framer.takeJoined(), as: UTF8.self))
    }

    @Test("the same lines whatever the two split points")
    func everySplit() {
        let bytes = Array("one\n\ntwo2\n0123456789ABCDEF\nfour\n0123456789ABCDEFG\nfive\nrest".utf8)
        let expected: [Piece] = [
            .line("one"), .line(""), .line("two2"), .oversized, .line("four"), .oversized, .line("five"),
        ]
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let chunks = [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]
                let (pieces, rest) = Self.cut(chunks, max: 10)
                #expect(pieces == expected, "split at \(first) and \(second)")
                #expect(rest == "rest")
            }
        }
    }

    @Test("byte by byte")
    func bytewise() {
        let (pieces, rest) = Self.cut(Array("a\nbc\n\n1234567\nd".utf8).map { [$0] }, max: 5)
        #expect(pieces == [.line("a"), .line("bc"), .line(""), .oversized])
        #expect(rest == "d")
    }

    @Test("the limit counts the line without its LF", arguments: [(5, false), (6, true)])
    func limit(length: Int, over: Bool) {
        let line = [UInt8](repeating: 97, count: length)
        for chunks in [[line + [10]], [line, [10]], [Array(line.prefix(2)), Array(line.dropFirst(2)) + [10]]] {
            let (pieces, _) = Self.cut(chunks, max: 5)
            #expect(pieces == (over ? [.oversized] : [.line(String(decoding: line, as: UTF8.self))]))
        }
    }

    @Test("an endless line is reported once and not kept")
    func endless() {
        let chunk = [UInt8](repeating: 120, count: 1000)
        let (pieces, rest) = Self.cut(Array(repeating: chunk, count: 100) + [Array("\nok\n".utf8)], max: 2500)
        #expect(pieces == [.oversized, .line("ok")])
        #expect(rest == "")
    }
}
