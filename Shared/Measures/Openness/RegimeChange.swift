import Glibc

/// The date at which releases went from open to closed or back.
///
/// A release is open or not. Between two days, U = (pairs of an open release before with a closed one after) less (pairs
/// of a closed one before with an open one after): Pettitt's (1979) statistic on the two kinds, largest in size where the
/// split separates them best. A change is the split of largest |U|, the earliest of equals, with at least `minimumRun`
/// releases on either side, if before it more than half of the releases, and at least `minimumRun`, are of one kind, and
/// after it of the other. The two parts are then searched in the same way. Nothing is drawn at random.
public struct RegimeChange: Sendable, Equatable {
    public enum Direction: String, Sendable {
        case opened, closed
    }

    /// The day of the first release of the new regime, days since 1970.
    public var day: Int32
    public var direction: Direction
    /// Releases of the segment before and after, and how many of them are open.
    public var before: Int
    public var openBefore: Int
    public var after: Int
    public var openAfter: Int
    /// Pettitt's approximation of how often chance separates a segment as well, at most 1.
    public var p: Double

    /// A release's day and kind.
    public struct Release: Sendable, Equatable {
        public var day: Int32
        public var isOpen: Bool

        public init(day: Int32, isOpen: Bool) {
            self.day = day
            self.isOpen = isOpen
        }
    }

    /// All changes, by date.
    public static func find(_ releases: [Release], minimumRun: Int = 3) -> [RegimeChange] {
        let sorted = releases.sorted { $0.day < $1.day }
        var found: [RegimeChange] = []
        var segments = [0..<sorted.count]
        while let segment = segments.popLast() {
            guard let split = split(sorted[segment], minimumRun: max(1, minimumRun)) else { continue }
            found.append(split.change)
            segments += [segment.lowerBound..<split.at, split.at..<segment.upperBound]
        }
        return found.sorted { $0.day < $1.day }
    }

    private static func split(_ segment: ArraySlice<Release>, minimumRun: Int) -> (at: Int, change: RegimeChange)? {
        let n = segment.count
        let open = segment.count(where: \.isOpen)
        var best: (at: Int, u: Int, openBefore: Int)?
        var openBefore = 0
        for at in segment.indices.dropFirst() {
            if segment[at - 1].isOpen { openBefore += 1 }
            let before = at - segment.startIndex
            guard segment[at - 1].day < segment[at].day, before >= minimumRun, n - before >= minimumRun else {
                continue
            }
            // Open before x closed after - closed before x open after.
            let u = openBefore * (n - before) - before * (open - openBefore)
            if best.map({ abs(u) > abs($0.u) }) ?? true { best = (at, u, openBefore) }
        }
        guard let best else { return nil }
        let (before, after) = (best.at - segment.startIndex, segment.endIndex - best.at)
        let openAfter = open - best.openBefore
        func isMost(_ kind: Int, of all: Int) -> Bool { kind * 2 > all && kind >= minimumRun }
        let wasOpen = isMost(best.openBefore, of: before) && isMost(after - openAfter, of: after)
        let wasClosed = isMost(before - best.openBefore, of: before) && isMost(openAfter, of: after)
        guard wasOpen || wasClosed else { return nil }
        let (k, m) = (Double(abs(best.u)), Double(n))
        return (
            best.at,
            RegimeChange(
                day: segment[best.at].day, direction: wasOpen ? .closed : .opened, before: before,
                openBefore: best.openBefore, after: after, openAfter: openAfter,
                p: min(1, 2 * exp(-6 * k * k / (m * m * m + m * m))))
        )
    }
}
