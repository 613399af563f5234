import Columns
import Postgres

extension Connection {
    /// Reads models that changed, and figures of others.
    ///
    /// - Parameters:
    ///   - rows: what stands after FROM: where rows of models of which anything may have changed are.
    ///   - known: an epoch after which figures are read.
    func readChangedModels(from rows: String, since known: Int64) throws -> ChangedModels {
        var epochs: [Int32: Int64] = [:]
        let models = try readModels(from: "\(rows) ORDER BY epoch", capacity: 0) { id, epoch in epochs[id] = epoch }
        var figures: [FigureTable] = []
        try copyOut(
            """
            COPY (SELECT epoch, models, net_likes, likes_reached, gain_7d, gain_30d, gain_since_first, decayed_adoption,
                downloads_30d, downloads_all_time, pulls
                FROM score.figure_change WHERE epoch > \(known) ORDER BY epoch, part) TO STDOUT (FORMAT binary)
            """, columns: 11
        ) { row in
            let epoch = try row.int8()
            var table = FigureTable()
            table.id = try row.int4Array()
            table.netLikes = try row.int8Array(null: .null)
            table.likesReached = try row.timestampArray(null: .null)
            table.gain7d = try row.int8Array(null: .null)
            table.gain30d = try row.int8Array(null: .null)
            table.gainSinceFirst = try row.int8Array(null: .null)
            table.decayedAdoption = try row.float8Array()
            table.downloads30d = try row.int8Array(null: .null)
            table.downloadsAllTime = try row.int8Array(null: .null)
            table.pulls = try row.int8Array(null: .null)
            guard table.isComplete else { throw ViewError.uneven(table: "score.figure_change", epoch: epoch) }
            // A row that was written whole later, or in the same epoch, has its figures with it. One of score.model has none
            // older beside it: who writes that table anew removes them.
            figures.append(epochs.isEmpty ? table : table.without { epochs[$0].map { $0 >= epoch } ?? false })
        }
        return ChangedModels(rows: models, figures: figures)
    }
}
