import Columns
import Domain

extension StateReader {
    /// The figures of an identity from its series and events, up to the valid time.
    ///
    /// - Parameter days: scratch space.
    func measure(_ canonical: Int32, _ days: inout [DayAmount]) -> Figures {
        if joined.isEmpty || joined[canonical] == nil {
            let points = facts.points.group(canonical)
            let amounts = facts.amounts.group(canonical)
            // Most models of a large world have no figures at all.
            if points.isEmpty, amounts.isEmpty { return Figures() }
            return figures.read(points, amounts.isEmpty ? [] : [amounts], &days)
        }
        let ids = members(canonical)
        var points: [Point] = []
        for id in ids { points += facts.points.group(id) }
        points.sort { $0.isBefore($1) }
        let amounts = ids.map { facts.amounts.group($0) }
        return points.withUnsafeBufferPointer { figures.read($0, amounts, &days) }
    }
}
