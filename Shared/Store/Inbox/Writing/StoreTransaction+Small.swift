import Domain
import Postgres
import Wire

/// Ids of sources and series, by their place in the batch's lists; -1: unknown, its records are rejected.
struct SmallIds {
    var sources: [Int16] = []
    var series: [Int16] = []
}

extension StoreTransaction {
    /// Sources get ids, series records are stored, and observations of a series nobody knows are rejected.
    mutating func resolveSmall(_ batch: inout RecordBatch) throws -> SmallIds {
        for row in batch.cold where !row.isDropped {
            if let source = row.record.source { batch.sources.place(source) }
            if case .retraction(let retraction) = row.record { batch.sources.place(retraction.of.source) }
        }
        var small = SmallIds()
        small.sources = try sources(batch.sources.names)
        try storeSeries(&batch)
        small.series = try series(batch.series.names)
        rejectUnknown(&batch, small)
        return small
    }

    private mutating func sources(_ names: [String]) throws -> [Int16] {
        guard !names.isEmpty else { return [] }
        var found = inbox.withKnown { known in names.map { known.sources.find($0) } }
        if found.contains(nil) {
            let stored = Dictionary(
                try connection.query(
                    "SELECT name, id FROM groundswell.source WHERE name = ANY($1)", [.textArray(names)]
                ) { (try $0.text(0), Int32(try $0.int2(1))) }, uniquingKeysWith: { $1 })
            inbox.withKnown { known in
                for (name, id) in stored { known.learn(source: name, Int16(id)) }
            }
            var new: [(String, Int32)] = []
            for (place, name) in names.enumerated() where found[place] == nil {
                found[place] = stored[name]
                guard found[place] == nil, ids.source <= NextIds.largestSmall else { continue }
                found[place] = ids.source
                new.append((name, ids.source))
                ids.source += 1
            }
            if !new.isEmpty {
                var rows = CopyRows()
                for (name, id) in new {
                    rows.beginRow(2)
                    rows.int2(Int16(id))
                    rows.text(name)
                }
                try connection.copyIn("COPY groundswell.source (id, name) FROM STDIN (FORMAT binary)", rows: rows)
                learned.sources += new
            }
        }
        return found.map { Int16($0 ?? -1) }
    }

    private mutating func storeSeries(_ batch: inout RecordBatch) throws {
        guard batch.cold.contains(where: { $0.record.kind == .series && !$0.isDropped }) else { return }
        var known = try storedSeries()
        for index in batch.cold.indices where !batch.cold[index].isDropped {
            guard case .series(let record) = batch.cold[index].record else { continue }
            if let before = known[record.id] {
                if before == record {
                    batch.duplicate(cold: index)
                } else {
                    batch.reject(
                        cold: index,
                        Reject(
                            code: .seriesConflict, path: "series.id",
                            message: "series '\(record.id)' is known as a \(before.kind.name) of \(before.unit), "
                                + "not as a \(record.kind.name) of \(record.unit)"))
                }
                continue
            }
            guard ids.series <= NextIds.largestSmall else {
                batch.reject(cold: index, Self.exhausted("series", "series.id"))
                continue
            }
            try connection.execute(
                "INSERT INTO groundswell.series (id, name, kind, unit, batch) VALUES ($1, $2, $3, $4, $5)",
                [
                    .int2(Int16(ids.series)), .text(record.id), .int2(Int16(record.kind.rawValue)),
                    .text(record.unit), .int8(number),
                ])
            known[record.id] = record
            learned.series.append((record, ids.series))
            ids.series += 1
        }
    }

    /// All series of the store, by name; they are few.
    private mutating func storedSeries() throws -> [String: SeriesRecord] {
        let rows = try connection.query("SELECT name, id, kind, unit FROM groundswell.series") { row in
            let kind = Series.Kind(rawValue: Int8(truncatingIfNeeded: try row.int2(2))) ?? .gauge
            return (SeriesRecord(id: try row.text(0), kind: kind, unit: try row.text(3)), try row.int2(1))
        }
        inbox.withKnown { known in
            for (record, id) in rows { known.learn(series: record, id) }
        }
        return Dictionary(rows.map { ($0.0.id, $0.0) }, uniquingKeysWith: { $1 })
    }

    private mutating func series(_ names: [String]) throws -> [Int16] {
        guard !names.isEmpty else { return [] }
        let new = Dictionary(learned.series.map { ($0.0.id, $0.1) }, uniquingKeysWith: { $1 })
        var found = inbox.withKnown { known in names.map { known.series.find($0) ?? new[$0] } }
        if found.contains(nil) {
            _ = try storedSeries()
            found = inbox.withKnown { known in names.map { known.series.find($0) ?? new[$0] } }
        }
        return found.map { Int16($0 ?? -1) }
    }

    /// Rows whose names are not known yet get the ids found; those without are rejected.
    private func rejectUnknown(_ batch: inout RecordBatch, _ small: SmallIds) {
        let hasUnknownSource = small.sources.contains(-1)
        if hasUnknownSource {
            for index in batch.events.indices where !batch.events[index].isDropped {
                let source = batch.events[index].source
                if source < 0, small.sources[Int(~source)] < 0 {
                    batch.reject(event: index, Self.exhausted("source", "event.source"))
                }
            }
            for index in batch.cold.indices where !batch.cold[index].isDropped {
                guard let source = batch.cold[index].record.source else { continue }
                if small.sources[Int(batch.sources.place(source))] < 0 {
                    let kind = batch.cold[index].record.kind.rawValue
                    batch.reject(cold: index, Self.exhausted("source", "\(kind).source"))
                }
            }
        }
        guard hasUnknownSource || small.series.contains(-1) else { return }
        for index in batch.observations.indices where !batch.observations[index].isDropped {
            let row = batch.observations[index]
            if row.kind < 0, small.series[Int(~row.kind)] < 0 {
                batch.reject(observation: index, unknownSeries(batch.series.names[Int(~row.kind)]))
            } else if row.source < 0, small.sources[Int(~row.source)] < 0 {
                batch.reject(observation: index, Self.exhausted("source", "observation.source"))
            }
        }
    }

    private func unknownSeries(_ name: String) -> Reject {
        let known = inbox.withKnown { Array($0.seriesRecords.keys) }.sorted()
        let nearest = NearestName.find(name, among: known).map { "'\($0)'" }.joined(separator: ", ")
        let hint = nearest.isEmpty ? "" : " (near: \(nearest))"
        return Reject(
            code: .seriesUnknown, path: "observation.series",
            message: "nobody has made the series '\(name)' known\(hint): send a series record first")
    }

    private static func exhausted(_ what: String, _ path: String) -> Reject {
        Reject(
            code: .limitExceeded, path: path,
            message: "the store has \(NextIds.largestSmall) of \(what) and takes no further one: name one it has")
    }
}
