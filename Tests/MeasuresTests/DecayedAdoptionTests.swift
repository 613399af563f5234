import Glibc
import Testing

@testable import Measures

@Suite("Decayed adoption")
struct DecayedAdoptionTests {
    @Test("an amount weighs half after a half-life, all on its day, nothing before it happened")
    func halves() {
        let weights = DecayedAdoption.weights(upTo: 100)
        #expect(DecayedAdoption.sum([(day: 100, amount: 8)], asOf: 100, weights: weights) == 8)
        #expect(DecayedAdoption.sum([(day: 70, amount: 8)], asOf: 100, weights: weights) == 4)
        #expect(DecayedAdoption.sum([(day: 40, amount: 8)], asOf: 100, weights: weights) == 2)
        #expect(DecayedAdoption.sum([(day: 101, amount: 8)], asOf: 100, weights: weights) == 0)
        #expect(DecayedAdoption.sum([(day: 70, amount: 8), (day: 100, amount: -3)], asOf: 100, weights: weights) == 1)
        let none: [(day: Int32, amount: Int64)] = []
        #expect(DecayedAdoption.sum(none, asOf: 100, weights: weights) == 0)
    }

    @Test("ages beyond the table of weights are computed alike, bit for bit")
    func beyond() {
        let days: [(day: Int32, amount: Int64)] = (0..<500).map { (day: Int32($0), amount: Int64($0 * 7 % 31) - 9) }
        let short = DecayedAdoption.sum(days, asOf: 499, weights: DecayedAdoption.weights(upTo: 10))
        let long = DecayedAdoption.sum(days, asOf: 499, weights: DecayedAdoption.weights(upTo: 1000))
        #expect(short.bitPattern == long.bitPattern)
        var naive = 0.0
        for (day, amount) in days { naive += Double(amount) * exp2(-Double(499 - day) / 30) }
        #expect(long.bitPattern == naive.bitPattern)
    }
}
