import Columns
import Domain

extension StateReader {
    /// The figures of an identity from its series and events, up to the valid time.
    func measure(_ canonical: Int32, _ scratch: inout FigureScratch) -> Figures {
        if isJoined(canonical) { return measureJoined(canonical, &scratch) }
        let points = facts.points.group(canonical)
        let amounts = facts.amounts.group(canonical)
        // Most models of a large world have no figures at all.
        if points.isEmpty, amounts.isEmpty { return Figures() }
        scratch.points.removeAll(keepingCapacity: true)
        scratch.points.append(contentsOf: points)
        scratch.amounts.removeAll(keepingCapacity: true)
        scratch.amounts.append(contentsOf: amounts)
        return read(&scratch)
    }

    /// Reads the rows that the scratch space holds.
    private func read(_ scratch: inout FigureScratch) -> Figures {
        // Taken out of it, for what is read meanwhile is written beside them.
        var (points, amounts): ([Point], [DailyAmount]) = ([], [])
        swap(&points, &scratch.points)
        swap(&amounts, &scratch.amounts)
        defer {
            swap(&points, &scratch.points)
            swap(&amounts, &scratch.amounts)
        }
        return points.withUnsafeBufferPointer { points in
            amounts.withUnsafeBufferPointer { figures.read(points, $0, &scratch) }
        }
    }

    private func measureJoined(_ canonical: Int32, _ scratch: inout FigureScratch) -> Figures {
        scratch.points.removeAll(keepingCapacity: true)
        scratch.amounts.removeAll(keepingCapacity: true)
        for id in members(canonical) {
            scratch.points.append(contentsOf: facts.points.group(id))
            scratch.amounts.append(contentsOf: facts.amounts.group(id))
        }
        scratch.points.sort { $0.isBefore($1) }
        return read(&scratch)
    }
}
