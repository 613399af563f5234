import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Rows by id")
struct RowsOfIdsTests {
    @Test("stand where an array of them would, while ids come and get rows", arguments: 0..<30)
    func like(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var canonical = RedirectedIds(count: random.below(400))
        for _ in 0..<random.below(20) where canonical.count > 1 {
            let id = 1 + random.below(canonical.count - 1)
            let lead = random.below(id)
            if canonical[lead] == Int32(lead), !canonical.led.contains(where: { canonical[Int($0)] == Int32(id) }) {
                canonical[id] = Int32(lead)
            }
        }
        var marked = (0..<canonical.count).map { canonical[$0] == Int32($0) && random.oneIn(2) }
        var rows = RowsOfIds(canonical, marked: Column(marked))
        func check() {
            var row: Int32 = 0
            var wanted = [Int32](repeating: .null, count: marked.count)
            for id in marked.indices where marked[id] {
                wanted[id] = row
                row += 1
            }
            for id in marked.indices { wanted[id] = wanted[Int(canonical[id])] }
            #expect(Array(rows) == wanted && rows.rowCount == row && rows.count == canonical.count)
            #expect(rows == RowsOfIds(canonical, marked: Column(marked)))
        }
        check()
        let before = rows
        let first = Array(before)
        for _ in 0..<10 {
            canonical.grow(to: canonical.count + random.below(150))
            rows.follow(canonical)
            marked += [Bool](repeating: false, count: canonical.count - marked.count)
            let last = marked.lastIndex(of: true) ?? -1
            for id in (last + 1)..<marked.count where canonical[id] == Int32(id) && random.oneIn(3) {
                rows.append(Int32(id))
                marked[id] = true
            }
            check()
        }
        #expect(Array(before) == first)
    }

    @Test("of nothing there are none")
    func empty() {
        let rows = RowsOfIds(RedirectedIds(count: 0))
        #expect(rows.isEmpty && rows.rowCount == 0)
        #expect(Array(RowsOfIds(RedirectedIds(count: 65))) == [Int32](repeating: .null, count: 65))
    }
}
