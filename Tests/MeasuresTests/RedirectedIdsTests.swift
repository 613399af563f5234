import Columns
import TestSupport
import Testing

@Suite("Ids that lead to others")
struct RedirectedIdsTests {
    @Test("lead where an array of them would, while ids come and identities join", arguments: 0..<30)
    func like(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var array = (0..<Int32(random.below(200) + 1)).map { $0 }
        var ids = RedirectedIds(count: array.count)
        for _ in 0..<200 {
            if random.oneIn(10) {
                let more = array.count + random.below(100)
                for id in array.count..<max(array.count, more) { array.append(Int32(id)) }
                ids.grow(to: more)
            } else {
                let (id, lead) = (random.below(array.count), Int32(random.below(array.count)))
                array[id] = lead
                ids[id] = lead
            }
        }
        #expect(ids.count == array.count)
        #expect(array.indices.allSatisfy { ids[$0] == array[$0] })
        #expect(ids.led == array.indices.filter { array[$0] != Int32($0) }.map { Int32($0) })
    }
}
