/// Which way a course goes: the Theil-Sen slope, the median of the slopes between every two of its points.
public enum Trend {
    /// The fewest points that make a course.
    public static let fewest = 3

    /// Units a step; nil with fewer points.
    ///
    /// - Parameter points: the places in the course and the values there; places are distinct.
    public static func slope(_ points: [(place: Int, value: Double)]) -> Double? {
        guard points.count >= fewest else { return nil }
        var slopes: [Double] = []
        slopes.reserveCapacity(points.count * (points.count - 1) / 2)
        for (i, a) in points.enumerated() {
            for b in points[(i + 1)...] where a.place != b.place {
                slopes.append((b.value - a.value) / Double(b.place - a.place))
            }
        }
        guard !slopes.isEmpty else { return nil }
        slopes.sort()
        let half = slopes.count / 2
        return slopes.count % 2 == 1 ? slopes[half] : (slopes[half - 1] + slopes[half]) / 2
    }
}
