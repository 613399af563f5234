import Glibc

/// Ordinary least squares of a few regressors, by Householder reflections: the normal equations would lose half the
/// digits. Pure, and deterministic: rows are read in the order given.
public struct LeastSquares: Sendable, Equatable {
    /// One coefficient a regressor.
    public var coefficients: [Double]
    /// What the fit leaves over, one a row.
    public var residuals: [Double]
    /// (X'X)^-1, row by row.
    public var inverse: [[Double]]

    /// How many rows there are beyond the coefficients.
    public var degreesOfFreedom: Int { residuals.count - coefficients.count }

    /// - Parameters:
    ///   - rows: the regressors of each row, as many in each.
    ///   - y: what is explained, one a row.
    /// - Returns: nil where rows are fewer than coefficients, or regressors depend on each other.
    public init?(_ rows: [[Double]], _ y: [Double]) {
        let n = rows.count
        guard let k = rows.first?.count, k > 0, n >= k, y.count == n else { return nil }
        var a = rows
        var b = y
        let lengths = (0..<k).map { j in rows.reduce(0) { $0 + $1[j] * $1[j] }.squareRoot() }
        for column in 0..<k {
            var norm = 0.0
            for i in column..<n { norm += a[i][column] * a[i][column] }
            norm = norm.squareRoot()
            // What rounding leaves of a regressor that others add up to.
            guard norm > lengths[column] * 1e-12 else { return nil }
            let alpha = a[column][column] > 0 ? -norm : norm
            var v = [Double](repeating: 0, count: n)
            for i in column..<n { v[i] = a[i][column] }
            v[column] -= alpha
            var length = 0.0
            for i in column..<n { length += v[i] * v[i] }
            for j in column..<k {
                var dot = 0.0
                for i in column..<n { dot += v[i] * a[i][j] }
                let factor = 2 * dot / length
                for i in column..<n { a[i][j] -= factor * v[i] }
            }
            var dot = 0.0
            for i in column..<n { dot += v[i] * b[i] }
            let factor = 2 * dot / length
            for i in column..<n { b[i] -= factor * v[i] }
        }
        // R b = Q'y, from the last coefficient back.
        var beta = [Double](repeating: 0, count: k)
        for i in stride(from: k - 1, through: 0, by: -1) {
            var sum = b[i]
            for j in (i + 1)..<max(i + 1, k) { sum -= a[i][j] * beta[j] }
            beta[i] = sum / a[i][i]
        }
        // R^-1, then (X'X)^-1 = R^-1 R^-T.
        var r = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
        for column in 0..<k {
            r[column][column] = 1 / a[column][column]
            for i in stride(from: column - 1, through: 0, by: -1) {
                var sum = 0.0
                for j in (i + 1)...column { sum -= a[i][j] * r[j][column] }
                r[i][column] = sum / a[i][i]
            }
        }
        inverse = (0..<k).map { i in
            (0..<k).map { j in (max(i, j)..<k).reduce(0) { $0 + r[i][$1] * r[j][$1] } }
        }
        coefficients = beta
        residuals = (0..<n).map { i in (0..<k).reduce(y[i]) { $0 - rows[i][$1] * beta[$1] } }
    }
}
