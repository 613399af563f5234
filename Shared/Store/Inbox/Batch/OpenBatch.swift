import Domain
import Wire

/// The batch that is being filled, beside what is known of the store: names become ids as they come in.
public struct OpenBatch: Sendable {
    var batch = RecordBatch()
    /// An emptied batch, whose memory is used again.
    var spare: RecordBatch?
    var known = KnownNames()
    /// Grows when everything that waited was forgotten: a connection from before must not go on, its lines would have a
    /// gap.
    public internal(set) var generation = 0

    init() {}

    /// The place of a connection in the batch, entered if it is not in yet; `isNew` says so.
    public mutating func join(_ connection: UInt64, stream: String?) -> (place: Int32, isNew: Bool) {
        let before = batch.participants.count
        let place = batch.join(connection, stream: stream)
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

    /// Appends an observation.
    @inline(__always)
    public mutating func append(_ hot: HotObservation, line: Int64, participant: Int32, isStreamed: Bool) {
        let model = known.models.find(hot.model) ?? ~batch.models.place(hot.model)
        let series = known.series.find(hot.series) ?? ~batch.series.place(hot.series)
        let source = known.sources.find(hot.source) ?? ~batch.sources.place(hot.source)
        batch.append(
            hot, model: model, series: Int16(truncatingIfNeeded: series), source: Int16(truncatingIfNeeded: source),
            line: line, participant: participant, isStreamed: isStreamed)
    }

    /// Appends an event.
    @inline(__always)
    public mutating func append(_ hot: HotEvent, line: Int64, participant: Int32, isStreamed: Bool) {
        let model = known.models.find(hot.model) ?? ~batch.models.place(hot.model)
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
    }
}
