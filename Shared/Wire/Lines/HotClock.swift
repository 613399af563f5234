import Domain

/// Times of hot records: the common form `2026-05-01T07:02:00Z` by hand, with the last day remembered, since lines that
/// follow each other mostly lie on the same one.
struct HotClock {
    private let least = Timestamp.range.lowerBound.microseconds
    private let greatest = Timestamp.range.upperBound.microseconds
    private let maximumFuture: Int64
    private var yearMonth: UInt64 = 0
    private var dayOfMonth: UInt16 = 0
    private var start: Int64 = 0

    init(limits: WireLimits) { maximumFuture = limits.maximumFuture }

    /// A time in its range; nil for anything else.
    @inline(__always)
    mutating func instant(_ bytes: UnsafeRawBufferPointer) -> Timestamp? {
        guard let microseconds = microseconds(bytes), microseconds >= least, microseconds <= greatest else {
            return nil
        }
        return Timestamp(microseconds: microseconds)
    }

    /// A record's own time: not further ahead of the clock than the limit.
    @inline(__always)
    mutating func at(_ bytes: UnsafeRawBufferPointer, now: Timestamp) -> Timestamp? {
        guard let at = instant(bytes), at.microseconds &- maximumFuture <= now.microseconds else { return nil }
        return at
    }

    @inline(__always)
    private mutating func microseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard bytes.count == 20, let p = bytes.baseAddress else { return Timestamp(bytes)?.microseconds }
        let first = JSONBytes.word(p, 0)
        let day = p.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        if first != yearMonth || day != dayOfMonth {
            guard let midnight = Timestamp(UnsafeRawBufferPointer(rebasing: bytes[..<10])) else { return nil }
            (yearMonth, dayOfMonth, start) = (first, day, midnight.microseconds)
        }
        // "T07:02:0" and "0Z" behind the date.
        let time = JSONBytes.word(p, 10)
        guard time & 0x00ff_0000_ff00_00ff == 0x003a_0000_3a00_0054, bytes[19] == UInt8(ascii: "Z") else {
            return Timestamp(bytes)?.microseconds
        }
        @inline(__always) func two(_ place: Int) -> Int64? {
            let tens = bytes[place] &- 48
            let ones = bytes[place &+ 1] &- 48
            return tens < 10 && ones < 10 ? Int64(tens) &* 10 &+ Int64(ones) : nil
        }
        guard let hour = two(11), let minute = two(14), let second = two(17), hour < 24, minute < 60, second < 60
        else { return nil }
        return start &+ (hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
    }
}
