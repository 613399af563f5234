import Columns
import Domain

/// The row of each id of the store: rows ascend by id, so that a bit an id says all, with a count of the rows before each 64
/// ids. `.null` for ids without a row; those of an identity with several lead to its row.
public struct RowsOfIds: RandomAccessCollection, Equatable, Sendable {
    /// How many ids there are.
    public private(set) var count: Int
    /// How many rows there are.
    private(set) var rowCount: Int32 = 0
    private var words: [Word] = []
    private var canonical: RedirectedIds

    /// 64 ids: side by side, for both are looked at.
    private struct Word: Equatable, Sendable {
        /// Which have rows.
        var marks: UInt64 = 0
        /// How many rows there are before them.
        var before: Int32 = 0
    }

    /// No id has a row.
    ///
    /// - Parameter canonical: the id by which each identity goes.
    init(_ canonical: RedirectedIds) {
        count = canonical.count
        self.canonical = canonical
        words = [Word](repeating: Word(), count: (count + 63) / 64)
    }

    /// Rows of the ids that are marked; only ids by which identities go are.
    init(_ canonical: RedirectedIds, marked: Column<Bool>) {
        self.init(canonical)
        marked.withUnsafeBufferPointer { marked in
            for word in words.indices {
                var marks: UInt64 = 0
                for id in word * 64..<Swift.min(word * 64 + 64, count) where marked[id] {
                    marks |= 1 << UInt64(id & 63)
                }
                words[word] = Word(marks: marks, before: rowCount)
                rowCount += Int32(truncatingIfNeeded: marks.nonzeroBitCount)
            }
        }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    @inline(__always)
    public subscript(id: Int) -> Int32 {
        let id = Int(canonical[id])
        let word = words[id >> 6]
        let bit = UInt64(1) << UInt64(id & 63)
        guard word.marks & bit != 0 else { return .null }
        return word.before + Int32(truncatingIfNeeded: (word.marks & (bit - 1)).nonzeroBitCount)
    }

    /// Room for ids that came to be, none of which has a row.
    mutating func follow(_ canonical: RedirectedIds) {
        self.canonical = canonical
        count = canonical.count
        let more = (count + 63) / 64 - words.count
        if more > 0 { words.append(contentsOf: repeatElement(Word(before: rowCount), count: more)) }
    }

    /// Gives an id the next row; it is greater than all that have one.
    mutating func append(_ id: Int32) {
        let place = Int(id) >> 6
        let bit = UInt64(1) << UInt64(id & 63)
        precondition(
            words[place].before + Int32(words[place].marks.nonzeroBitCount) == rowCount && words[place].marks < bit,
            "rows ascend by id")
        words[place].marks |= bit
        rowCount += 1
        for later in words.indices[(place + 1)...] { words[later].before += 1 }
    }

    public static func == (a: RowsOfIds, b: RowsOfIds) -> Bool { a.elementsEqual(b) }
}
