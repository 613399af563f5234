/// The bytes of a file that have arrived and are not yet consumed, and where in the file they stand.
struct ByteWindow: Sendable {
    private(set) var bytes: [UInt8] = []
    /// The first byte that is not consumed.
    fileprivate(set) var head = 0
    /// The line and the column of the head, from 1; columns count UTF-8 scalars.
    private(set) var line = 1
    private(set) var column = 1
    /// Whether anything at all has arrived.
    private(set) var isEmpty = true

    var end: Int { bytes.count }

    mutating func append(_ chunk: UnsafeRawBufferPointer) {
        if !chunk.isEmpty { isEmpty = false }
        if head > 0, head == bytes.count || head >= 1 << 16 {
            bytes.removeFirst(head)
            head = 0
        }
        bytes.append(contentsOf: chunk)
    }

    /// Moves the head on, counting lines and columns.
    mutating func consume(upTo index: Int) {
        (line, column) = place(of: index)
        head = index
    }

    /// Line and column of a byte at or after the head.
    func place(of index: Int) -> (line: Int, column: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            var line = self.line
            var column = self.column
            for i in head..<max(head, min(index, bytes.count)) {
                if bytes[i] == 0x0a {
                    line += 1
                    column = 1
                } else if bytes[i] & 0xc0 != 0x80 {
                    column += 1
                }
            }
            return (line, column)
        }
    }
}

extension ByteWindow {
    /// Leaves a byte order mark at the head out: it is no column.
    mutating func skipMark() { head += 3 }
}
