import Glibc

/// Seeded random numbers (SplitMix64): the same seed gives the same world on every machine.
struct RandomSource: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Above 0, up to 1.
    mutating func uniform() -> Double { (Double(next() >> 11) + 1) * 0x1p-53 }

    /// 0..<count.
    mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

    mutating func chance(_ probability: Double) -> Bool { uniform() <= probability }

    /// 1, 2, 3...: a power law with this exponent, cut off at `most`.
    mutating func powerLaw(_ exponent: Double, most: Double) -> Int {
        Int(min(most, pow(uniform(), -1 / (exponent - 1))))
    }

    /// A whole number from 1 on whose chances fall as its power, nearly: a continuous power law from one half on, rounded. Its
    /// mean is a third lower than that of the law from 1 on, cut off.
    ///
    /// Formula: Clauset, Shalizi, Newman, "Power-law distributions in empirical data", appendix D.
    mutating func wholePowerLaw(_ exponent: Double, most: Double) -> Int {
        Int(min(most, 0.5 * pow(uniform(), -1 / (exponent - 1)) + 0.5))
    }

    /// The place of a value drawn by weights.
    mutating func pick(_ weights: [Double]) -> Int {
        var left = uniform() * weights.reduce(0, +)
        for (i, weight) in weights.enumerated() {
            left -= weight
            if left <= 0 { return i }
        }
        return weights.count - 1
    }
}
