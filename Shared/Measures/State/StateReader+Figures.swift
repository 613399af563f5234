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
        return figures.read(points, amounts, &scratch)
    }

    private func measureJoined(_ canonical: Int32, _ scratch: inout FigureScratch) -> Figures {
        var points: [Point] = []
        var amounts: [DailyAmount] = []
        for id in members(canonical) {
            points += facts.points.group(id)
            amounts += facts.amounts.group(id)
        }
        points.sort { $0.isBefore($1) }
        return points.withUnsafeBufferPointer { points in
            amounts.withUnsafeBufferPointer { figures.read(points, $0, &scratch) }
        }
    }
}
