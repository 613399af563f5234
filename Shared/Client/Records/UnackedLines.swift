/// Lines a producer has given and the service has not acked: what is sent again when a connection breaks. Pure.
struct UnackedLines: Sendable {
    struct Chunk: Sendable, Equatable {
        /// The stream line of its first line, from 1.
        var first: Int64
        var count: Int64
        /// Whole lines, each with its LF.
        var bytes: [UInt8]

        var last: Int64 { first + count - 1 }
    }

    private var chunks: [Chunk] = []
    /// Chunks before this place are gone; the array is cut when half of it is.
    private var head = 0
    /// The bytes held.
    private(set) var bytes = 0
    /// The last line given, acked or not.
    private(set) var last: Int64

    /// - Parameter position: the line before the first that will be given.
    init(position: Int64 = 0) { last = position }

    var isEmpty: Bool { head == chunks.count }

    /// Takes whole lines, the next of the stream.
    mutating func append(_ bytes: [UInt8], count: Int64) {
        guard count > 0 else { return }
        chunks.append(Chunk(first: last + 1, count: count, bytes: bytes))
        last += count
        self.bytes += bytes.count
    }

    /// Lines that are stored already are counted and not kept.
    mutating func skip(_ count: Int64) { last += count }

    /// The first chunk that holds a line after this one, without the lines up to it.
    func chunk(after line: Int64) -> Chunk? {
        // Chunks are in order: the one wanted is found by halving.
        var low = head
        var high = chunks.count
        while low < high {
            let middle = (low + high) / 2
            if chunks[middle].last > line { high = middle } else { low = middle + 1 }
        }
        guard low < chunks.count else { return nil }
        return Self.cut(chunks[low], through: line)
    }

    /// Forgets what is stored up to a line.
    mutating func forget(through line: Int64) {
        while head < chunks.count, chunks[head].last <= line {
            bytes -= chunks[head].bytes.count
            chunks[head].bytes = []
            head += 1
        }
        if head > 64, head * 2 > chunks.count {
            chunks.removeFirst(head)
            head = 0
        }
    }

    /// A chunk without its lines up to one.
    private static func cut(_ chunk: Chunk, through line: Int64) -> Chunk {
        guard line >= chunk.first else { return chunk }
        var left = line - chunk.first + 1
        var start = 0
        for (place, byte) in chunk.bytes.enumerated() where byte == UInt8(ascii: "\n") {
            left -= 1
            if left == 0 {
                start = place + 1
                break
            }
        }
        return Chunk(first: line + 1, count: chunk.last - line, bytes: Array(chunk.bytes[start...]))
    }
}
