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

    @Test("in a column do as a dictionary of them, while rows come and go by other names", arguments: 0..<20)
    func rows(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var index = RowIndex(capacity: random.below(64))
        var names: [String] = []
        var used: [String: Int] = [:]
        func column() -> StringColumn {
            var column = StringColumn()
            for name in names { column.append(name) }
            return column
        }
        func check(_ index: RowIndex, _ column: StringColumn) {
            for (name, row) in used {
                #expect(
                    index.find(name, in: column) == Int32(row)
                        && index.find(name.uppercased(), in: column) == Int32(row))
            }
            #expect(index.find("nobody", in: column) == nil)
        }
        for step in 0..<1_500 {
            let name = String((0..<random.below(6)).map { _ in random.pick(Array("aAbB/-Z@[`")) })
            guard used[folded(name)] == nil else { continue }
            if random.oneIn(4), !names.isEmpty {
                // Another name; the one before leads nowhere, until somebody takes it up again.
                let row = random.below(names.count)
                let before = names[row]
                used[folded(before)] = nil
                names[row] = name
                used[folded(name)] = row
                var text = name
                text.withUTF8 { index.insert(UnsafeRawBufferPointer($0), Int32(row)) }
                #expect(index.find(before, in: column()) == nil)
            } else {
                used[folded(name)] = names.count
                var text = name
                text.withUTF8 { index.insert(UnsafeRawBufferPointer($0), Int32(names.count)) }
                names.append(name)
            }
            if step % 250 == 0 { check(index, column()) }
        }
        let (copy, then) = (index, column())
        index.insert(UnsafeRawBufferPointer(start: nil, count: 0), Int32(names.count))
        check(copy, then)
    }

    /// As the index folds: ASCII letters only.
    private func folded(_ name: String) -> String { name.lowercased() }
}
