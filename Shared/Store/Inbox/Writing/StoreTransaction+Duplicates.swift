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
    ///
    /// Who asks and then stores does so alone: under the ledger's lock, and as the one ingest. Both go through the index
    /// from one end to the other.
    private func insert(_ entries: Entries) throws -> [(Int, Int64)] {
        let order = entries.ordered
        return try stride(from: 0, to: order.count, by: Self.lookTogether).flatMap { start in
            try insert(entries, order[start..<min(start + Self.lookTogether, order.count)])
        }
    }

    /// So many are looked up and then stored: their part of the index is still at hand.
    private static let lookTogether = 8_192

    private func insert(_ entries: Entries, _ order: ArraySlice<Int>) throws -> [(Int, Int64)] {
        let stored = try connection.query(
            Statement(
                name: "unstreamed_stored",
                sql: """
                    SELECT sent.place::int4, content
                    FROM unnest($1::int8[], $2::int8[]) WITH ORDINALITY AS sent (high, low, place)
                    JOIN groundswell.unstreamed USING (high, low)
                    """),
            [.int8Array(order.map { entries.highs[$0] }), .int8Array(order.map { entries.lows[$0] })]
        ) { row in (order[order.startIndex + Int(try row.int4(0)) - 1], try row.int8(1)) }
        let isStored = Set(stored.map(\.0))
        guard isStored.count < order.count else { return stored }
        try connection.copyIn(
            "COPY groundswell.unstreamed (high, low, content) FROM STDIN (FORMAT binary)"
        ) { rows in
            for place in order where !isStored.contains(place) {
                try rows.beginRow(3)
                rows.int8(entries.highs[place])
                rows.int8(entries.lows[place])
                rows.int8(entries.contents[place])
            }
        }
        return stored
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

        /// Their places in the order of the index.
        var ordered: [Int] {
            rows.indices.sorted { highs[$0] == highs[$1] ? lows[$0] < lows[$1] : highs[$0] < highs[$1] }
        }

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
