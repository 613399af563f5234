/// The slope of a trend as the median of the slopes of all pairs: robust against single values.
///
/// Theil (1950); ties in time as in Sen (1968): pairs of equal time have no slope. With weights the median is weighted, a
/// pair by the product of its two weights (Sievers 1978; Jaeckel 1972).
public enum TheilSen {
    /// A value at a time, of a whole weight: what stands for several equal observations, or for one that counts more.
    public struct Point: Sendable, Equatable {
        public var time: Int64
        public var value: Double
        public var weight: UInt64

        public init(time: Int64, value: Double, weight: UInt64 = 1) {
            self.time = time
            self.value = value
            self.weight = weight
        }
    }

    /// The slope per unit of time; nil where no two points of weight have different times. Where half of the weight
    /// lies on either side, the mean of the two middle slopes.
    public static func slope(_ points: [Point]) -> Double? {
        let points = joined(points)
        var slopes: [(slope: Double, weight: UInt128)] = []
        var total: UInt128 = 0
        for (i, a) in points.enumerated() {
            for b in points[(i + 1)...] where b.time != a.time {
                let weight = UInt128(a.weight) * UInt128(b.weight)
                slopes.append(((b.value - a.value) / Double(b.time - a.time), weight))
                total += weight
            }
        }
        guard total > 0 else { return nil }
        slopes.sort { $0.slope < $1.slope }
        var below: UInt128 = 0
        var lower: Double?
        for (slope, weight) in slopes {
            below += weight
            // Weights are far below half the range, so doubling them does not overflow.
            if lower == nil, below * 2 >= total { lower = slope }
            if below * 2 > total { return lower.map { $0 == slope ? slope : ($0 + slope) / 2 } }
        }
        return lower
    }

    /// Equal points as one, by time and value: the same whatever their order, and fewer pairs. Weightless ones are left
    /// out.
    static func joined(_ points: [Point]) -> [Point] {
        var joined: [Point] = []
        for point in points.sorted(by: { ($0.time, $0.value) < ($1.time, $1.value) }) where point.weight > 0 {
            if let last = joined.last, last.time == point.time, last.value == point.value {
                joined[joined.count - 1].weight += point.weight
            } else {
                joined.append(point)
            }
        }
        return joined
    }
}
