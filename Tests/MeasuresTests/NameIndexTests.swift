import Columns
import TestSupport
import Testing

@Suite("Names to numbers")
struct NameIndexTests {
    @Test("do as a dictionary of folded names does, while it grows and when it is copied", arguments: 0..<20)
    func dictionary(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var index = NameIndex(capacity: random.below(64))
        var expected: [String: Int32] = [:]
        for value in 0..<Int32(2_000) {
            // Few letters, so that names come again and share beginnings.
            let name = String((0..<random.below(6)).map { _ in random.pick(Array("aAbB/-Z@[`")) })
            index.insert(name, value)
            expected[folded(name)] = value
        }
        #expect(index.count == expected.count)
        let copy = index
        index.insert("only/here", 7)
        for (name, value) in expected {
            #expect(index.find(name) == value)
            #expect(copy.find(name.uppercased()) == value)
        }
        #expect(copy.find("only/here") == nil)
        #expect(index.find("ONLY/Here") == 7)
        #expect(index.find("nobody") == nil)
    }

    /// As the index folds: ASCII letters only.
    private func folded(_ name: String) -> String { name.lowercased() }
}
