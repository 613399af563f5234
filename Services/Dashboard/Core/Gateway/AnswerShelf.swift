import Wire

/// Answers that were given, bounded by their bytes; the longest unused go first. Pure.
///
/// An answer without both its times holds for one epoch; one with both for good.
struct AnswerShelf {
    struct Entry {
        var answer: JSONValue
        var bytes: Int
        /// Nil: it holds in every epoch.
        var epoch: Int64?
        var used: UInt64
    }

    let mostBytes: Int
    private(set) var bytes = 0
    private var entries: [String: Entry] = [:]
    private var clock: UInt64 = 0

    init(mostBytes: Int) { self.mostBytes = mostBytes }

    var count: Int { entries.count }

    /// The answer, if it is of this epoch.
    mutating func take(_ key: String, epoch: Int64?) -> JSONValue? {
        guard let entry = entries[key], entry.epoch == nil || entry.epoch == epoch else { return nil }
        touch(key)
        return entry.answer
    }

    /// The answer, of whatever epoch.
    mutating func takeAnyEpoch(_ key: String) -> JSONValue? {
        guard let entry = entries[key] else { return nil }
        touch(key)
        return entry.answer
    }

    mutating func put(_ key: String, _ answer: JSONValue, bytes size: Int, epoch: Int64?) {
        remove(key)
        guard size <= mostBytes / 4 else { return }
        clock += 1
        entries[key] = Entry(answer: answer, bytes: size, epoch: epoch, used: clock)
        bytes += size
        while bytes > mostBytes, let oldest = entries.min(by: { $0.value.used < $1.value.used })?.key { remove(oldest) }
    }

    private mutating func touch(_ key: String) {
        clock += 1
        entries[key]?.used = clock
    }

    private mutating func remove(_ key: String) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        bytes -= entry.bytes
    }
}
