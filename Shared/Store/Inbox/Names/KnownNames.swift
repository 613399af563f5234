import Wire

/// What the store is known to hold, bounded. Ids never change, so what is here is right until the store itself is put
/// back to an earlier state.
struct KnownNames: Sendable {
    /// Two million names take 46 MB, however long they are.
    var models = NameCache(folds: true, generation: 90 << 20, budget: 180 << 20)
    /// A generation holds a million, twice those of a hub of two million models.
    var organizations = NameCache(folds: true, generation: 24 << 20, budget: 48 << 20)
    var adopters = NameCache(folds: false, generation: 5 << 20, budget: 10 << 20)
    /// Ids of sources and series; as many as 16 bits hold.
    var sources = NameTable(folds: false)
    var series = NameTable(folds: false)
    /// Series by their ids' names, with what was said of them.
    var seriesRecords: [String: SeriesRecord] = [:]
    /// Licences, tasks, libraries; forgotten when there are too many.
    var words: [String: Int32] = [:]

    static let maximumWords = 20_000

    var byteCount: Int {
        models.byteCount + organizations.byteCount + adopters.byteCount + sources.byteCount + series.byteCount
            + words.count * 96
    }

    mutating func learn(word: String, _ id: Int32) {
        if words.count >= Self.maximumWords { words.removeAll() }
        words[word] = id
    }

    mutating func learn(source: String, _ id: Int16) {
        if sources.find(source) == nil { sources.insert(source, Int32(id)) }
    }

    mutating func learn(series record: SeriesRecord, _ id: Int16) {
        if series.find(record.id) == nil { series.insert(record.id, Int32(id)) }
        seriesRecords[record.id] = record
    }

    /// The store may hold names that did not come through here.
    mutating func doubt() {
        models.doubt()
        organizations.doubt()
    }

    mutating func removeAll() { self = KnownNames() }
}
