import Glibc
import TestSupport
import Testing

@testable import Measures

/// Reference numbers: statsmodels 0.15.0 (OLS, cov_type HAC with use_correction) and scipy's t.ppf and norm.ppf on the
/// series below, which comes from a recurrence of integers.
@Suite struct StatisticsTests {
    static let y: [Double] = [
        64, 71, 76, 145, 109, 101, 105, 131, 183, 107, 36, 87, 105, 117, 137, 86, 123, 156, 122, 129, 132, 140, 168,
        160,
        143, 110, 89, 139, 175, 113, 153, 156, 104, 187, 220, 200, 210, 178, 150, 129, 163, 256, 232, 202, 223, 187,
        150,
        131, 178, 250, 280, 229, 228, 271, 294, 272, 268, 272, 209, 195,
    ]
    static let rows = (0..<60).map { i in
        let t = Double(i - 30)
        return i >= 30 ? [1, t, 1, t] : [1, t, 0, 0]
    }

    private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-10) -> Bool {
        abs(a - b) <= tolerance * max(1, abs(b))
    }

    @Test func coefficientsAreThoseOfTheReference() throws {
        let fit = try #require(LeastSquares(Self.rows, Self.y))
        let expected = [145.68505747126437, 1.7452725250278056, 9.876232851316288, 1.726362625139047]
        for (found, wanted) in zip(fit.coefficients, expected) { #expect(near(found, wanted)) }
        #expect(fit.degreesOfFreedom == 56)
        for column in 0..<4 {
            // Residuals stand at right angles to every regressor.
            #expect(abs(zip(Self.rows, fit.residuals).reduce(0) { $0 + $1.0[column] * $1.1 }) < 1e-7)
        }
    }

    @Test(
        arguments: [
            (0, [10.758775926578734, 0.6505755753619367, 17.00103411369792, 1.0468019060933684]),
            (3, [9.69536917848865, 0.598144182204984, 16.436253844908364, 1.1383018706737582]),
            (6, [8.737835533223441, 0.5426041641340057, 11.611508245792997, 0.9594315121875522]),
        ])
    func standardErrorsAreThoseOfTheReference(lags: Int, expected: [Double]) throws {
        let fit = try #require(LeastSquares(Self.rows, Self.y))
        let found = NeweyWest.standardErrors(fit, Self.rows, times: Array(0..<60), lags: lags)
        for (a, b) in zip(found, expected) { #expect(near(a, b)) }
        #expect(NeweyWest.lags(60) == 3)
        // A lag is a distance in time: where no two days are neighbours, none of one day says anything.
        let apart = NeweyWest.standardErrors(fit, Self.rows, times: (0..<60).map { $0 * 10 }, lags: lags)
        let alone = NeweyWest.standardErrors(fit, Self.rows, times: Array(0..<60), lags: 0)
        for (a, b) in zip(apart, alone) { #expect(near(a, b)) }
    }

    @Test func theRuleOfLags() {
        #expect([0, 1, 99, 100, 180, 1_000].map(NeweyWest.lags) == [0, 1, 3, 4, 4, 6])
    }

    @Test(
        arguments: [
            (0.975, 1, 12.706204736174694), (0.975, 2, 4.302652729749462), (0.975, 3, 3.1824463052837078),
            (0.975, 10, 2.228138851986274), (0.975, 56, 2.003240718847872), (0.975, 176, 1.9735343877061042),
            (0.95, 7, 1.8945786050900062), (0.005, 30, -2.749995653567226), (0.9995, 5, 6.868826625881276),
        ])
    func studentT(p: Double, degrees: Int, expected: Double) throws {
        #expect(near(try #require(Quantiles.studentT(p, degrees: degrees)), expected, 1e-9))
    }

    @Test(
        arguments: [
            (0.975, 1.959963984540054), (0.95, 1.6448536269514722), (0.005, -2.575829303548901),
            (0.9999, 3.719016485455709), (0.5, 0),
        ])
    func normal(p: Double, expected: Double) throws {
        #expect(near(try #require(Quantiles.normal(p)), expected, 1e-9))
    }

    @Test func thereIsNoQuantileOutsideOfProbabilities() {
        for p in [0, 1, -1, 2, Double.nan] {
            #expect(Quantiles.normal(p) == nil)
            #expect(Quantiles.studentT(p, degrees: 5) == nil)
        }
        #expect(Quantiles.studentT(0.9, degrees: 0) == nil)
    }

    @Test func regressorsThatDependOnEachOtherHaveNoFit() {
        #expect(LeastSquares([], []) == nil)
        #expect(LeastSquares([[1, 2]], [1]) == nil)
        #expect(LeastSquares((0..<9).map { [1, Double($0), 3 - 2 * Double($0)] }, (0..<9).map(Double.init)) == nil)
        #expect(LeastSquares((0..<9).map { _ in [1, 0] }, (0..<9).map(Double.init)) == nil)
        #expect(LeastSquares([[1, 0], [1, 1]], [1]) == nil)
    }

    @Test(arguments: 0..<30) func exactSeriesAreFoundExactly(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let wanted = (0..<4).map { _ in Double(random.below(200) - 100) }
        let rows = (0..<40).map { i -> [Double] in
            let t = Double(i - 20)
            return [1, t, i >= 20 ? 1 : 0, i >= 20 ? t : 0]
        }
        let y = rows.map { row in zip(row, wanted).reduce(0) { $0 + $1.0 * $1.1 } }
        let fit = try #require(LeastSquares(rows, y))
        for (a, b) in zip(fit.coefficients, wanted) { #expect(near(a, b, 1e-9)) }
        #expect(NeweyWest.standardErrors(fit, rows, times: Array(0..<40)).allSatisfy { $0 < 1e-8 })
    }
}
