import Domain
import Wire

/// The batch that is being filled, beside what is known of the store: names become ids as they come in.
public struct OpenBatch: Sendable {
    var batch = RecordBatch()
    /// With so many records it is full, whatever its limits allow.
    var mostRecords = Int.max
    /// Emptied batches, whose memory is used again.
    var spares: [RecordBatch] = []
    /// One is written, two are copied ahead.
    static let maximumSpares = 3
    var known = KnownNames()
    /// Grows when everything that waited was forgotten: a connection from before must not go on, its lines would have a
    /// gap.
    public internal(set) var generation = 0

    /// Rows whose model is still to be looked up, with the digest of its name. The names lie in the block of lines at
    /// hand, so all are looked up before it goes.
    private var unresolved: [Unresolved] = []
    private var digests: [NameDigest] = []

    private struct Unresolved {
        /// Where the name begins; used only while the block is there.
        var address: UInt
        var count: Int32
        /// Place in the batch's events, or the complement of one in its observations.
        var row: Int32

        var name: UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: Int(count))
        }
    }

    /// So many names are looked up together: enough that their cache misses overlap.
    private static let lookUpTogether = 64

    init() {}

    /// Hands the batch out and begins another.
    mutating func take() -> RecordBatch {
        var taken = spares.popLast() ?? RecordBatch()
        swap(&taken, &batch)
        return taken
    }

    /// The place of a connection in the batch, entered if it is not in yet; `isNew` says so.
    public mutating func join(
        _ connection: UInt64, stream: String?, user: UInt32 = 0
    ) -> (place: Int32, isNew: Bool) {
        let before = batch.participants.count
        let place = batch.join(connection, stream: stream, user: user)
        return (place, batch.participants.count > before)
    }

    /// What a connection's lines up to now come to; see `Participant`.
    public mutating func update(
        _ participant: Int32, lastLine: Int64, position: Int64?, duplicates: Int64, rejects: Int64, bytes: Int
    ) {
        batch.update(
            participant, lastLine: lastLine, position: position, duplicates: duplicates, rejects: rejects, bytes: bytes)
    }

    /// Appends a record that is neither observation nor event.
    public mutating func append(_ record: Record, line: Int64, participant: Int32, isStreamed: Bool) {
        batch.append(record, line: line, participant: participant, isStreamed: isStreamed)
    }

    /// Appends an observation. Its model's name must lie in the block that `resolve` is called for, or `isInBlock` be
    /// false.
    @inline(__always)
    public mutating func append(
        _ hot: HotObservation, line: Int64, participant: Int32, isStreamed: Bool, isInBlock: Bool = false
    ) {
        let model = isInBlock ? 0 : id(hot.model)
        let series = known.series.find(hot.series) ?? ~batch.series.place(hot.series)
        let source = known.sources.find(hot.source) ?? ~batch.sources.place(hot.source)
        batch.append(
            hot, model: model, series: Int16(truncatingIfNeeded: series), source: Int16(truncatingIfNeeded: source),
            line: line, participant: participant, isStreamed: isStreamed)
        if isInBlock { later(hot.model, ~(batch.observations.count - 1)) }
    }

    /// Appends an event; see the one for observations.
    @inline(__always)
    public mutating func append(
        _ hot: HotEvent, line: Int64, participant: Int32, isStreamed: Bool, isInBlock: Bool = false
    ) {
        let model = isInBlock ? 0 : id(hot.model)
        let source = known.sources.find(hot.source) ?? ~batch.sources.place(hot.source)
        var adopter = HotRow.noAdopter
        if let named = hot.adopter {
            adopter = Adopter.withKey(named.id, named.country, named.kind) { key in
                known.adopters.find(key) ?? ~batch.adopters.place(key, Adopter(named))
            }
        }
        batch.append(
            hot, model: model, adopter: adopter, source: Int16(truncatingIfNeeded: source), line: line,
            participant: participant, isStreamed: isStreamed)
        if isInBlock { later(hot.model, batch.events.count - 1) }
    }

    /// Looks up what was left for later; to be called before the block of lines goes.
    public mutating func resolve() {
        guard !unresolved.isEmpty else { return }
        digests.withUnsafeBufferPointer { known.models.touch($0) }
        for index in unresolved.indices {
            let entry = unresolved[index]
            let model = known.models.find(digests[index]) ?? ~batch.models.place(entry.name)
            if entry.row >= 0 {
                batch.events[Int(entry.row)].model = model
            } else {
                batch.observations[Int(~entry.row)].model = model
            }
        }
        unresolved.removeAll(keepingCapacity: true)
        digests.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private mutating func id(_ name: UnsafeRawBufferPointer) -> Int32 {
        known.models.find(name) ?? ~batch.models.place(name)
    }

    @inline(__always)
    private mutating func later(_ name: UnsafeRawBufferPointer, _ row: Int) {
        unresolved.append(
            Unresolved(
                address: UInt(bitPattern: name.baseAddress), count: Int32(truncatingIfNeeded: name.count),
                row: Int32(truncatingIfNeeded: row)))
        digests.append(known.models.digest(name))
        if unresolved.count >= Self.lookUpTogether { resolve() }
    }
}
