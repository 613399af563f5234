import Columns
import TestSupport
import Testing

@testable import Measures

@Suite("Columns")
struct ColumnTests {
    @Test("do as arrays do, and whoever holds an earlier copy reads it on", arguments: 0..<40)
    func copies(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var columns: [Column<Int32>] = [[]]
        var arrays: [[Int32]] = [[]]
        for step in 0..<200 {
            let i = random.below(columns.count)
            switch random.below(6) {
            case 0:
                if columns.count < 6 {
                    columns.append(columns[i])
                    arrays.append(arrays[i])
                } else {
                    columns.remove(at: i)
                    arrays.remove(at: i)
                }
            case 1, 2:
                columns[i].append(Int32(step))
                arrays[i].append(Int32(step))
            case 3:
                let more = (0..<Int32(random.below(40))).map { $0 * 3 }
                columns[i] += more
                arrays[i] += more
            case 4 where !arrays[i].isEmpty:
                let row = random.below(arrays[i].count)
                columns[i][row] = Int32(-step)
                arrays[i][row] = Int32(-step)
            default:
                columns[i].reserveCapacity(random.below(400))
            }
            for (column, array) in zip(columns, arrays) { #expect(Array(column) == array) }
        }
    }

    @Test("memory that is kept for the next column is whole, is used again, and stays within its bound")
    func memory() {
        let rows = 600_000
        ColumnMemory.keep(upTo: 8 << 20)
        defer { ColumnMemory.keep(upTo: 0) }
        var column = Column((0..<rows).map(Int32.init))
        let first = column
        for turn in 0..<20 {
            let before = column
            column[turn * 1_000] = -1
            #expect(before[turn * 1_000] == Int32(turn * 1_000) && column[turn * 1_000] == -1)
            #expect(ColumnMemory.keptBytes <= 8 << 20)
        }
        // Copies that nobody holds any more were kept: the next change finds room there.
        #expect(ColumnMemory.keptBytes > 0)
        #expect(first.elementsEqual((0..<Int32(rows))))
        #expect(column.enumerated().allSatisfy { $1 == ($0 % 1_000 == 0 && $0 < 20_000 ? -1 : Int32($0)) })
        // Other sizes take the place of those that nobody asks for.
        for size in stride(from: 300_000, to: 2_000_000, by: 100_000) {
            _ = Column(repeating: Int32(7), count: size)
            #expect(ColumnMemory.keptBytes <= 8 << 20)
        }
        // Of several sizes only as much goes as is needed, of the one that nobody has asked for the longest.
        ColumnMemory.release()
        ColumnMemory.keep(upTo: 10 << 20)
        do {
            let (old, other) = (Column<Int32>(unwritten: 1 << 19), Column<Int32>(unwritten: 1 << 19))
            withExtendedLifetime((old, other)) {}
        }
        for _ in 0..<3 {
            for bytes in [3 << 20, 5 << 20] { _ = Column<UInt8>(unwritten: bytes) }
            #expect(ColumnMemory.keptBytes == 10 << 20)
        }
        ColumnMemory.release()
        ColumnMemory.keep(upTo: 8 << 20)
        // What is given back is gone; what is freed later is kept again.
        _ = Column(repeating: Int32(7), count: rows)
        #expect(ColumnMemory.keptBytes > 0)
        ColumnMemory.release()
        #expect(ColumnMemory.keptBytes == 0)
        _ = Column(repeating: Int32(7), count: rows)
        #expect(ColumnMemory.keptBytes == rows * 4)
        ColumnMemory.keep(upTo: 0)
        #expect(ColumnMemory.keptBytes == 0)
    }

    @Test("memory of a size that nobody asks for round after round is given back, that of others is kept")
    func unaskedMemory() {
        ColumnMemory.release()
        ColumnMemory.keep(upTo: 16 << 20)
        defer { ColumnMemory.keep(upTo: 0) }
        func use(_ bytes: Int) { _ = Column<UInt8>(unwritten: bytes) }
        // Rounds that others may have begun end here.
        for _ in 0..<5 { ColumnMemory.releaseUnasked() }
        use(3 << 20)
        for _ in 0..<4 {
            use(5 << 20)
            #expect(ColumnMemory.keptBytes == 8 << 20)
            ColumnMemory.releaseUnasked()
        }
        use(5 << 20)
        ColumnMemory.releaseUnasked()
        #expect(ColumnMemory.keptBytes == 5 << 20)
        for _ in 0..<4 { ColumnMemory.releaseUnasked() }
        #expect(ColumnMemory.keptBytes == 0)
        use(3 << 20)
        #expect(ColumnMemory.keptBytes == 3 << 20)
    }

    @Test("two copies that grow do not see each other's rows")
    func branches() {
        var first = Column<Int64>(repeating: 7, count: 3)
        first.reserveCapacity(100)
        var second = first
        let before = first
        first.append(1)
        second.append(2)
        first.append(3)
        #expect(Array(first) == [7, 7, 7, 1, 3] && Array(second) == [7, 7, 7, 2] && Array(before) == [7, 7, 7])
        #expect(first != second && before == [7, 7, 7])
    }

    @Test("a selection of strings shares them, and follows the column as it grows")
    func selection() {
        var names = StringColumn()
        for name in ["", "a/x", "b/y", "c/zz"] { names.append(name) }
        var selected = StringColumn(names, of: [3, 1])
        #expect(selected.isSelection && selected.count == 2 && selected[0] == "c/zz" && selected[1] == "a/x")
        #expect(selected.isLess(1, 0) && !selected.isLess(0, 1))
        names.append("d/new")
        selected.follow(names, of: [3, 1, 4])
        selected.redirect(3, to: 2)
        #expect((0..<3).map { selected[$0] } == ["b/y", "a/x", "d/new"])
        selected.redirect(4, to: 1)
        selected.redirect(3, to: 3)
        #expect((0..<3).map { selected[$0] } == ["c/zz", "a/x", "a/x"])
    }
}

@Suite("Columns of mostly small numbers")
struct NarrowColumnTests {
    @Test("hold every count, of whatever size, as an array does", arguments: 0..<30)
    func counts(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let edge = Int64(Int16.max)
        let some: [Int64] = [
            .null, 0, -1, 5, edge, edge + 1, -edge, -edge - 1, -edge - 2, .max, .min + 1, Int64(Int32.max),
            7_000_000_000,
        ]
        var column = CountColumn()
        var array: [Int64] = []
        for _ in 0..<100 {
            let value = random.pick(some)
            if array.isEmpty || random.oneIn(2) {
                column.append(value)
                array.append(value)
            } else {
                let row = random.below(array.count)
                column[row] = value
                array[row] = value
            }
            #expect(Array(column) == array)
        }
        let written = CountColumn(unwritten: some.count)
        let fits = some.indices.map { written.write(some[$0], $0) }
        #expect(some.indices.allSatisfy { !fits[$0] || written[$0] == some[$0] })
        #expect(fits.count { !$0 } == 8)
    }

    @Test("hold every index and every count of rows")
    func indexes() {
        let some: [Int32] = [.null, 0, 1, 32_767, 32_768, 70_000, .max, -1, .min + 1]
        var column = IndexColumn(some)
        #expect(Array(column) == some)
        column.append([3, 4, 0], of: IndexColumn(some))
        #expect(Array(column.suffix(3)) == [32_767, 32_768, .null])
        for (row, value) in some.reversed().enumerated() { column[row] = value }
        #expect(Array(column.prefix(some.count)) == some.reversed())
        var written = IndexColumn(unwritten: some.count)
        for (row, value) in some.enumerated() { written.set(value, row) }
        #expect(written == IndexColumn(some))
    }

    @Test("keep the words of a world that has more than 16 bits tell apart", arguments: [1, 2])
    func words(workers: Int) throws {
        let facts = FactsMaker.facts(
            (0..<34_000).map { .model(Saying.Model(id: "a/m\($0)", at: at(1), license: "l\($0)")) })
        let world = try World(facts, workers == 1 ? .alone : WorkersTests.two().withBlocks(of: 1_000))
        for name in [0, 9, 17_000, 33_999] {
            let row = try #require(world.row("a/m\(name)"))
            #expect(world.models.words[Int(world.models.license[row])] == "l\(name)")
        }
    }

    @Test("are equal where their counts are, whatever else they once held")
    func equality() {
        var (one, other): (CountColumn, CountColumn) = ([1, 70_000, 3], [1, 70_000, 3])
        #expect(one == other)
        // Written where it lies, as several threads do it: what stood beside is not taken away.
        _ = one.write(2, 1)
        #expect(one != other)
        other[1] = 2
        #expect(one == other && other == one)
        one[1] = 80_000
        other[1] = 90_000
        #expect(one != other && other != one)
        other[1] = 80_000
        #expect(one == other)
    }

    @Test("keep what does not fit where a state is derived", arguments: [1, 2])
    func derived(workers: Int) throws {
        let many: Int64 = 9_000_000_000
        let facts = FactsMaker.facts([
            .likes("a/x", 5, at(1)), .likes("a/x", many, at(40)), .likes("b/y", -many, at(40)),
            .likes("c/z", 3, at(40)),
        ])
        let world = try World(facts, workers == 1 ? .alone : WorkersTests.two().withBlocks(of: 1))
        #expect(world.netLikes("a/x") == many && world.netLikes("b/y") == -many && world.netLikes("c/z") == 3)
        #expect(world.models.gainSinceFirst[try #require(world.row("a/x"))] == many - 5)
    }
}
