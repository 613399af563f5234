import Glibc

/// Whether values go with time: Kendall's S, the pairs that rise less those that fall, against what chance would give.
///
/// Mann (1945), Kendall (1975). Ties in value and in time are allowed: the variance is that of all permutations of the
/// values, in Daniels' (1944) general form, which for signs alone is Kendall's with both corrections for ties. With
/// weights a pair counts the product of its two weights, and the variance is that of the same permutations.
public struct MannKendall: Sendable, Equatable {
    /// The pairs that rise less those that fall, weighted.
    public var s: Double
    /// The variance of `s` if values had nothing to do with time and weight.
    public var variance: Double
    /// Standardised; without weights with the correction for continuity.
    public var z: Double
    /// Two-sided, by the normal approximation: rough below ten observations.
    public var p: Double
    /// Observations.
    public var count: Int

    /// An observation.
    public struct Observation: Sendable, Equatable {
        public var time: Int64
        public var value: Double
        public var weight: Double

        public init(time: Int64, value: Double, weight: Double = 1) {
            self.time = time
            self.value = value
            self.weight = weight
        }
    }

    /// Nil below three observations of weight, or where all times or all values are equal: nothing can be said.
    ///
    /// - Parameter isWeighted: whether the weights mean anything; else each observation counts one.
    public init?(_ observations: [Observation], isWeighted: Bool = false) {
        let sorted = observations.filter { !isWeighted || $0.weight > 0 }
            .sorted { ($0.time, $0.value, $0.weight) < ($1.time, $1.value, $1.weight) }
        let n = sorted.count
        guard n >= 3 else { return nil }
        let weights = sorted.map { isWeighted ? $0.weight : 1 }
        let times = Self.ranks(sorted.map { Double($0.time) })
        let values = Self.ranks(sorted.map(\.value))
        guard let lastTime = times.max(), lastTime > 0, let lastValue = values.max(), lastValue > 0 else { return nil }
        // Of the ordered pairs (i, j): a = w_i w_j sign(t_j - t_i), b = sign(v_j - v_i).
        let a = Self.sides(times, weights, count: lastTime + 1)
        let b = Self.sides(values, [Double](repeating: 1, count: n), count: lastValue + 1)
        let m = Double(n)
        let first = 4 / (m * (m - 1) * (m - 2)) * (a.rows - a.squares) * (b.rows - b.squares)
        let second = 2 / (m * (m - 1)) * a.squares * b.squares
        // Every pair stands there twice.
        variance = (first + second) / 4
        s = Self.statistic(times, values, weights, lastValue + 1)
        count = n
        guard variance > 0 else { return nil }
        let shrunk = isWeighted ? s : (s > 0 ? s - 1 : (s < 0 ? s + 1 : 0))
        z = shrunk / variance.squareRoot()
        p = erfc(abs(z) / 2.0.squareRoot())
    }

    /// Each value's place among the distinct ones, from 0.
    private static func ranks(_ values: [Double]) -> [Int] {
        var distinct: [Double] = []
        for value in values.sorted() where distinct.last != value { distinct.append(value) }
        return values.map { value in
            var low = 0
            var high = distinct.count - 1
            while low < high {
                let middle = (low + high) / 2
                if distinct[middle] < value { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    /// Of w_i w_j sign(x_j - x_i): the sum of the squares of the rows' sums, and of the squares of all.
    private static func sides(_ ranks: [Int], _ weights: [Double], count: Int) -> (rows: Double, squares: Double) {
        var sums = [Double](repeating: 0, count: count)
        var squareSums = [Double](repeating: 0, count: count)
        for (rank, weight) in zip(ranks, weights) {
            sums[rank] += weight
            squareSums[rank] += weight * weight
        }
        let total = sums.reduce(0, +)
        var below = 0.0
        var balance = [Double](repeating: 0, count: count)
        for rank in 0..<count {
            balance[rank] = total - below - sums[rank] - below
            below += sums[rank]
        }
        var rows = 0.0
        for (rank, weight) in zip(ranks, weights) {
            let row = weight * balance[rank]
            rows += row * row
        }
        let allSquares = squareSums.reduce(0, +)
        return (rows, allSquares * allSquares - squareSums.reduce(0) { $0 + $1 * $1 })
    }

    /// The sum over pairs in time of w_i w_j sign(v_j - v_i), in one pass over the times: what came before is kept by
    /// value.
    private static func statistic(_ times: [Int], _ values: [Int], _ weights: [Double], _ count: Int) -> Double {
        var before = PrefixSums(count)
        var total = 0.0
        var s = 0.0
        var i = 0
        while i < times.count {
            var j = i
            while j < times.count, times[j] == times[i] { j += 1 }
            for k in i..<j {
                let lower = before.sum(below: values[k])
                let upper = total - before.sum(below: values[k] + 1)
                s += weights[k] * (lower - upper)
            }
            for k in i..<j {
                before.add(weights[k], at: values[k])
                total += weights[k]
            }
            i = j
        }
        return s
    }
}

/// Sums of what stands below a place, while places are filled (Fenwick 1994).
private struct PrefixSums {
    private var tree: [Double]

    init(_ count: Int) { tree = [Double](repeating: 0, count: count + 1) }

    mutating func add(_ value: Double, at place: Int) {
        var i = place + 1
        while i < tree.count {
            tree[i] += value
            i += i & -i
        }
    }

    func sum(below place: Int) -> Double {
        var i = place
        var sum = 0.0
        while i > 0 {
            sum += tree[i]
            i -= i & -i
        }
        return sum
    }
}
