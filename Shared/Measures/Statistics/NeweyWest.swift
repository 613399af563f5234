import Glibc

/// Standard errors of least squares that hold under heteroscedasticity and autocorrelation: W. K. Newey and K. D. West, "A
/// Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation Consistent Covariance Matrix", Econometrica 55
/// (1987).
///
/// V = n/(n-k) (X'X)^-1 S (X'X)^-1 with S = G_0 + sum over lags l = 1...L of (1 - l/(L+1)) (G_l + G_l'), where
/// G_l = sum over t of u_t u_(t-l) x_t x_(t-l)'. Rows that are missing in time count as zeros (Parzen's amplitude
/// modulation), so a lag is always a distance in time.
public enum NeweyWest {
    /// The rule for the number of lags: floor(4 (n/100)^(2/9)).
    public static func lags(_ n: Int) -> Int { n < 1 ? 0 : Int((4 * pow(Double(n) / 100, 2.0 / 9)).rounded(.down)) }

    /// The standard error of each coefficient.
    ///
    /// - Parameters:
    ///   - rows: the regressors that `fit` was made from.
    ///   - times: the place of each row in time, ascending, each once.
    ///   - lags: L; by default the rule's.
    public static func standardErrors(
        _ fit: LeastSquares, _ rows: [[Double]], times: [Int], lags wanted: Int? = nil
    ) -> [Double] {
        let (n, k) = (rows.count, fit.coefficients.count)
        guard n > k, times.count == n else { return [Double](repeating: .infinity, count: k) }
        let lags = wanted ?? Self.lags(n)
        let scores = (0..<n).map { i in rows[i].map { $0 * fit.residuals[i] } }
        var s = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
        for lag in 0...max(0, lags) {
            let weight = 1 - Double(lag) / Double(lags + 1)
            var earlier = 0
            for t in 0..<n {
                while times[earlier] < times[t] - lag { earlier += 1 }
                guard times[earlier] == times[t] - lag else { continue }
                for i in 0..<k {
                    for j in 0..<k {
                        let product = scores[t][i] * scores[earlier][j]
                        s[i][j] += weight * product
                        if lag > 0 { s[j][i] += weight * product }
                    }
                }
            }
        }
        let correction = Double(n) / Double(n - k)
        return (0..<k).map { c in
            var variance = 0.0
            for i in 0..<k { for j in 0..<k { variance += fit.inverse[c][i] * s[i][j] * fit.inverse[j][c] } }
            return max(0, variance * correction).squareRoot()
        }
    }
}
