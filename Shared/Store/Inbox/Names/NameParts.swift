/// The index over models' names, which comes in parts by id (migration 8). A condition on ids leads the planner to a part.
///
/// The store has the same as a function, `groundswell.model_named`; written out, it also holds where models are a table that an
/// extension spreads over servers.
enum NameParts {
    /// The first id of each part; the last takes the rest.
    static let first: [Int32] = (0...8).map { $0 * 4_000_000 }

    /// SQL of the id of the model with a key: one look into each part that has models.
    ///
    /// - Parameter key: an expression of SQL.
    static func select(key: String) -> String {
        first.indices.map { part in
            var conditions = ["hashtextextended(key, 0) = hashtextextended(\(key), 0)", "key = \(key)"]
            if part > 0 { conditions.append("id >= \(first[part])") }
            if part + 1 < first.count { conditions.append("id < \(first[part + 1])") }
            if part > 0 { conditions.append("(SELECT max(id) FROM groundswell.model) >= \(first[part])") }
            return "SELECT id FROM groundswell.model WHERE \(conditions.joined(separator: " AND "))"
        }.joined(separator: " UNION ALL ")
    }
}
