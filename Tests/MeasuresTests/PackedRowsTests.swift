import TestSupport
import Testing

@testable import Columns

@Suite("Rows as they are kept")
struct PackedRowsTests {
    /// What a row says, field by field: NaN is itself.
    private func fields(_ row: some ModelRow) -> [String] {
        Mirror(reflecting: row).children.map { child in
            if let step = child.value as? Float { return "\(child.label ?? ""): \(step.bitPattern)" }
            return "\(child.label ?? ""): \(child.value)"
        }
    }

    private func check<Row: ModelRow>(_ rows: [Row]) {
        let asides = Interned<Row.Aside>()
        let packed = asides.adding { adding in rows.map { $0.packed { adding.number(of: $0) } } }
        for (row, packed) in zip(rows, packed) {
            #expect(fields(Row(packed, model: row.model, asides.values)) == fields(row))
        }
        // And the way through groups.
        var grouped = ModelGrouped<Row>(chunkBits: 2, fewRows: 1)
        for row in rows { grouped.merge([row]) }
        #expect(Set(Array(grouped.rows).map(fields)) == Set(rows.map(fields)))
    }

    private static let int64s: [Int64] = [
        0, 1, -1, .max, .min, .min + 1, Int64(Int32.max), Int64(Int32.max) + 1, Int64(Int32.min), Int64(Int32.min) - 1,
        Int64(Int32.min) + 1, 1_700_000_000_000_000, 1_700_000_000_000_001, Int64(UInt32.max) - 1, Int64(UInt32.max),
        Int64(UInt32.max) * 1_000_000, (Int64(UInt32.max) - 1) * 1_000_000, (Int64(UInt32.max) - 2) * 1_000_000,
        -1_000_000, 1 << 23, 1 << 23 - 1, -127 << 16, -127 << 16 - 1, -127 << 16 + 1, -1 << 23, 1 << 16, 0x8000, 0xffff,
    ]
    private static let int32s: [Int32] = [
        0, 1, -1, .max, .min, .min + 1, 0xffff, 0x1_0000, 0x8000, 0xff_ffff, 0x100_0000, 20_000,
    ]
    private static let int16s: [Int16] = [0, 1, -1, .max, .min, 15, 16, 4_095, 4_096]

    @Test("a sum by day of any amount", arguments: 0..<20)
    func amounts(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        check(
            (0..<200).map { _ in
                DailyAmount(
                    model: Int32(random.below(9)), day: random.pick(Self.int32s), kind: random.pick(Self.int16s),
                    source: random.pick(Self.int16s),
                    amount: random.oneIn(3) ? Int64(random.below(1 << 40)) - 1 << 39 : random.pick(Self.int64s),
                    count: random.pick(Self.int32s))
            })
    }

    @Test("a point of any series, source, time, value and step", arguments: 0..<20)
    func points(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let steps: [Float] = [0, -0.0, 1, 0.1, 100_000, .infinity, .nan, .leastNonzeroMagnitude]
        check(
            (0..<200).map { _ in
                Point(
                    model: Int32(random.below(9)), series: random.pick(Self.int16s), source: random.pick(Self.int16s),
                    at: random.pick(Self.int64s), value: random.pick(Self.int64s), step: random.pick(steps),
                    batch: UInt32(bitPattern: random.pick(Self.int32s)))
            })
    }

    @Test("a statement, whatever it states", arguments: 0..<20)
    func statements(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        check(
            (0..<200).map { _ in
                var s = Statement(
                    model: Int32(random.below(9)), source: random.pick(Self.int16s), at: random.pick(Self.int64s),
                    batch: Int64(random.below(1 << 32)), content: random.pick(Self.int64s))
                s.bases = random.pick(Self.int16s)
                s.parameters = random.pick(Self.int64s)
                s.activeParameters = random.pick(Self.int64s)
                s.created = random.pick(Self.int64s)
                s.hubId = random.pick(Self.int64s)
                s.released = random.pick(Self.int32s)
                s.organization = random.pick(Self.int32s)
                s.license = random.pick(Self.int32s)
                s.licenseName = random.pick(Self.int32s)
                s.licenseLink = random.pick(Self.int32s)
                s.task = random.pick(Self.int32s)
                s.library = random.pick(Self.int32s)
                s.access = Int8(random.below(256) - 128)
                s.gated = Int8(random.below(256) - 128)
                s.releasedPrecision = Int8(random.below(256) - 128)
                return s
            })
    }

    @Test("an event by itself", arguments: 0..<5)
    func adoptions(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        check(
            (0..<200).map { _ in
                Adoption(
                    model: Int32(random.below(9)), adopter: random.pick(Self.int32s), kind: random.pick(Self.int16s),
                    source: random.pick(Self.int16s), at: random.pick(Self.int64s), amount: random.pick(Self.int64s),
                    batch: Int64(random.below(1 << 32)), idHash: random.pick(Self.int64s))
            })
    }

    @Test("hardly a row of a world stands aside")
    func fitting() {
        func aside<Row: ModelRow>(_ row: Row) -> Row.Aside {
            var found: Row.Aside?
            _ = row.packed {
                found = $0
                return 0
            }
            return found!
        }
        for day: Int32 in [0, 20_000, 65_535] {
            for amount: Int64 in [0, 1, -1, 100_000, -8_323_072, 8_388_607] {
                let row = DailyAmount(
                    model: 1, day: day, kind: 3, source: 4_095, amount: amount,
                    count: amount < 0 ? -8_388_608 : 8_388_607)
                _ = row.packed { _ in
                    Issue.record("\(row) stands aside")
                    return 0
                }
            }
        }
        for value: Int64 in [0, 4_294_967_294] {
            #expect(aside(Point(model: 1, series: 1, source: 1, at: 1, value: value, step: 1, batch: 1)).large == 0)
        }
        var statement = Statement(model: 1, source: 1, at: 1, batch: 1, content: 1)
        for created: Int64 in [.null, 0, 1_646_263_744_000_000, 4_294_967_293_000_000] {
            statement.created = created
            #expect(aside(statement).created == 0)
        }
        statement.created = 1_646_263_744_000_001
        #expect(aside(statement).created == 1)
        statement.created = -1
        #expect(aside(statement).created == -1)
    }

    @Test("a parent that is named", arguments: 0..<5)
    func bases(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        check(
            (0..<100).map { _ in
                StatedBase(
                    model: Int32(random.below(9)), parent: random.pick(Self.int32s), source: random.pick(Self.int16s),
                    relation: random.pick(Self.int16s), at: random.pick(Self.int64s),
                    batch: Int64(random.below(1 << 32)), content: random.pick(Self.int64s))
            })
    }

    @Test("as many values stand aside as there are different ones, and keep their numbers")
    func numbers() {
        let asides = Interned<DailyAmount.Aside>()
        func aside(_ i: Int) -> DailyAmount.Aside {
            .init(amount: Int64(i) << 33, day: 1, count: Int32(i & 3), kind: 2, source: 3)
        }
        let first = asides.adding { adding in (0..<5_000).map { adding.number(of: aside($0)) } }
        #expect(first == Array(0..<5_000))
        let values = asides.values
        let again = asides.adding { adding in (0..<9_000).reversed().map { adding.number(of: aside($0)) } }
        #expect(Set(again).count == 9_000 && again.suffix(5_000) == ArraySlice((0..<5_000).reversed()))
        for (number, i) in zip(again, (0..<9_000).reversed()) { #expect(values[number] == aside(i)) }
    }
}
