import Postgres
import Wire

extension StoreTransaction {
    /// Leaves out what came outside a stream and is stored already, or stands in this batch twice.
    mutating func dropDuplicates(_ batch: inout RecordBatch, _ hashes: [Hash128]) throws {
        var entries = Entries()
        for hot in batch.identities {
            let isEvent = hot.row >= 0
            let row = isEvent ? batch.events[hot.row] : batch.observations[~hot.row]
            guard !row.isDropped else { continue }
            switch entries.add(hot.identity, isEvent ? .event(hot.row) : .observation(~hot.row)) {
            case .new: continue
            case .same: isEvent ? batch.duplicate(event: hot.row) : batch.duplicate(observation: ~hot.row)
            case .contradiction: batch.reject(event: hot.row, Self.conflict)
            }
        }
        for index in batch.cold.indices {
            let row = batch.cold[index]
            guard !row.isStreamed, !row.isDropped, row.record.kind != .series else { continue }
            // A retraction is compared with those that are stored, streamed or not, when it is written.
            guard row.record.kind != .retraction else { continue }
            if entries.add(RecordIdentity(fact: hashes[index]), .cold(index)) != .new { batch.duplicate(cold: index) }
        }
        guard !entries.isEmpty else { return }
        for (place, content) in try insert(entries) {
            switch entries.rows[place] {
            case .observation(let index): batch.duplicate(observation: index)
            case .cold(let index): batch.duplicate(cold: index)
            case .event(let index):
                if content == entries.contents[place] {
                    batch.duplicate(event: index)
                } else {
                    batch.reject(event: index, Self.conflict)
                }
            }
        }
    }

    /// Remembers the identities; returns those that were there already (their place) with the content stored.
    private func insert(_ entries: Entries) throws -> [(Int, Int64)] {
        let inserted = try connection.query(
            Statement(
                name: "unstreamed_insert",
                sql: """
                    INSERT INTO groundswell.unstreamed (high, low, content)
                    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[]) ON CONFLICT DO NOTHING RETURNING high, low
                    """),
            [.int8Array(entries.highs), .int8Array(entries.lows), .int8Array(entries.contents)]
        ) { row in Hash128(high: try row.int8(0), low: try row.int8(1)) }
        guard inserted.count < entries.highs.count else { return [] }
        let new = Set(inserted)
        var highs: [Int64] = []
        var lows: [Int64] = []
        for place in entries.highs.indices {
            let hash = Hash128(high: entries.highs[place], low: entries.lows[place])
            guard !new.contains(hash) else { continue }
            highs.append(hash.high)
            lows.append(hash.low)
        }
        let stored = try connection.query(
            Statement(
                name: "unstreamed_stored",
                sql: """
                    SELECT high, low, content FROM unnest($1::int8[], $2::int8[]) AS sent (high, low)
                    JOIN groundswell.unstreamed USING (high, low)
                    """),
            [.int8Array(highs), .int8Array(lows)]
        ) { row in
            (Hash128(high: try row.int8(0), low: try row.int8(1)), try row.int8(2))
        }
        return stored.compactMap { hash, content in entries.places[hash].map { ($0, content) } }
    }

    private static let conflict = Reject(
        code: .eventConflict, path: "event.id",
        message: "this source has sent an event with this id and other content: withdraw that one if it is "
            + "wrong, and send this one under an id of its own")

    /// What came outside a stream, each identity once.
    private struct Entries {
        enum Row {
            case observation(Int)
            case event(Int)
            case cold(Int)
        }

        enum Verdict {
            case new
            case same
            case contradiction
        }

        var places: [Hash128: Int] = [:]
        var highs: [Int64] = []
        var lows: [Int64] = []
        var contents: [Int64] = []
        var rows: [Row] = []

        var isEmpty: Bool { rows.isEmpty }

        mutating func add(_ identity: RecordIdentity, _ row: Row) -> Verdict {
            if let before = places[identity.identity] {
                return contents[before] == identity.content ? .same : .contradiction
            }
            places[identity.identity] = rows.count
            highs.append(identity.identity.high)
            lows.append(identity.identity.low)
            contents.append(identity.content)
            rows.append(row)
            return .new
        }
    }
}
