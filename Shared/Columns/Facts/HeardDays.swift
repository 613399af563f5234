/// On which UTC days each source had something to say: of what it said, whatever came of it later.
public struct HeardDays: Sendable {
    /// By source: a bit a day, counted from 1970.
    private var bits: [[UInt64]] = []
    /// The day each source was last noted on: most rows of a reading are of one day.
    private var last: [Int32] = []

    /// Days from here on are not noted: a date that far ahead is a fault, and none is far before 1970.
    private static let end: Int32 = 1 << 16
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// Sources that had something to say of a day that is not noted.
    private var beyond: Set<Int> = []

    public init() {}

    /// A source said something of an instant, microseconds since 1970.
    @inline(__always)
    public mutating func note(_ source: Int16, at: Int64) {
        note(source, day: Int32(truncatingIfNeeded: max(-1, min(at / Self.microsecondsPerDay, Int64(Self.end)))))
    }

    /// A source said something of a day, days since 1970.
    @inline(__always)
    public mutating func note(_ source: Int16, day: Int32) {
        let s = Int(source)
        if s < last.count, last[s] == day { return }
        insert(s, day)
    }

    private mutating func insert(_ source: Int, _ day: Int32) {
        guard source >= 0, day >= 0, day < Self.end else {
            beyond.insert(source)
            return
        }
        while last.count <= source {
            last.append(-1)
            bits.append([])
        }
        last[source] = day
        let word = Int(day) >> 6
        while bits[source].count <= word { bits[source].append(0) }
        bits[source][word] |= 1 << UInt64(day & 63)
    }

    /// The sources that had anything to say, on any day, those that are not noted included.
    public var sources: Set<Int> { beyond.union(bits.indices.filter { !bits[$0].isEmpty }) }

    /// The days of a source, ascending, up to one.
    public func days(of source: Int, upTo limit: Int32) -> [Int32] {
        guard bits.indices.contains(source) else { return [] }
        var found: [Int32] = []
        for (place, word) in bits[source].enumerated() {
            var rest = word
            while rest != 0 {
                let day = Int32(place << 6 + rest.trailingZeroBitCount)
                if day > limit { return found }
                found.append(day)
                rest &= rest - 1
            }
        }
        return found
    }
}
