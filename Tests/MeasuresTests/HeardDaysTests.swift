import Columns
import Testing

@Suite("On which days sources had something to say")
struct HeardDaysTests {
    @Test("days are noted once, of each source by itself, up to one")
    func days() {
        var heard = HeardDays()
        for day: Int32 in [20_000, 20_001, 20_000, 63, 64] { heard.note(2, day: day) }
        heard.note(0, at: 86_400_000_000 * 5 + 1)
        #expect(heard.days(of: 2, upTo: .max) == [63, 64, 20_000, 20_001])
        #expect(heard.days(of: 2, upTo: 64) == [63, 64])
        #expect(heard.days(of: 0, upTo: .max) == [5] && heard.days(of: 1, upTo: .max).isEmpty)
        #expect(heard.sources == [0, 2])
    }

    @Test("who speaks of days that are not noted is heard all the same", arguments: [Int32(-1), 1 << 16])
    func beyond(day: Int32) {
        var heard = HeardDays()
        heard.note(1, day: day)
        #expect(heard.sources == [1] && heard.days(of: 1, upTo: .max).isEmpty)
        heard.note(3, at: Int64(day) * 86_400_000_000)
        #expect(heard.sources == [1, 3] && heard.days(of: 3, upTo: .max).isEmpty)
    }
}
