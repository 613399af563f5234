import Postgres

/// Finds the records that the database refuses, so that one of them does not sink its batch.
enum SetAside {
    /// Whether an error may be a record's fault: data exceptions (22), constraints (23), program limits (54).
    static func concerns(_ error: PostgresError) -> Bool {
        guard let state = error.state else { return false }
        return ["22", "23", "54"].contains(state.classCode)
    }

    /// Halves the batch until each record that is refused by itself is known, and marks it. `rehearse` tries the records
    /// of a range and takes them back.
    ///
    /// Throws `cause` where an empty batch is refused too, since then no record is to blame.
    static func find(
        in batch: inout RecordBatch, because cause: PostgresError,
        rehearse: (inout RecordBatch, Range<Int>) throws -> Void
    ) throws {
        do {
            try rehearse(&batch, 0..<0)
        } catch let error as PostgresError where concerns(error) {
            throw cause
        }
        var ranges = [0..<batch.count]
        while let range = ranges.popLast() {
            do {
                try rehearse(&batch, range)
            } catch let error as PostgresError where concerns(error) {
                if range.count == 1 {
                    batch.setAside(range.lowerBound, because: error)
                } else {
                    let middle = range.lowerBound + range.count / 2
                    ranges.append(middle..<range.upperBound)
                    ranges.append(range.lowerBound..<middle)
                }
            }
        }
    }
}
