import Postgres
import Wire

extension StoreTransaction {
    /// Who curated, what, and in which batch: a row for each connection that said something as `curated`.
    func noteCurators(_ batch: RecordBatch) throws {
        // Most batches hold nothing of the kind; the names of all sources of facts have been entered before.
        guard batch.sources.find(Self.curated) != nil else { return }
        var counts: [Int32: [String: Int]] = [:]
        for row in batch.cold where !row.isDropped && row.record.source == Self.curated {
            counts[row.participant, default: [:]][row.record.kind.rawValue, default: 0] += 1
        }
        for (place, kinds) in counts.sorted(by: { $0.key < $1.key }) {
            let participant = batch.participants[Int(place)]
            let what = kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            try connection.execute(
                Statement(
                    name: "act_write",
                    sql: "INSERT INTO groundswell.act (who, what, detail, batch) VALUES ($1, 'curate', $2, $3)"),
                [
                    .text("uid \(participant.user)"),
                    .text(what + (participant.stream.map { " in stream \($0)" } ?? "")), .int8(number),
                ])
        }
    }

    /// The source that an administrator alone may speak for.
    private static let curated = "curated"
}
