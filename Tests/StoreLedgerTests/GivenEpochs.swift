import Columns
import Domain
import StoreLedger
import TestSupport

/// Models with ids in steps of two, every kind of value and its absence.
func epoch(_ number: Int64, generation: Int64, models: Int, seed: UInt64) -> ScoreWriter.Epoch {
    var random = SplitMix(seed: seed)
    var t = ModelTable()
    t.words = ["", "mit", "text-generation", "transformers"]
    for i in 0..<models {
        func some(_ value: Int64) -> Int64 { random.oneIn(3) ? .null : value }
        t.id.append(Int32(i * 2 + 1))
        t.name.append("o/\(i) \"é😀\\")
        t.organization.append(random.oneIn(3) ? .null : Int32(random.below(5)))
        t.flags.append(ModelFlags(rawValue: UInt16(random.below(1024))))
        t.country.append(random.pick([.unknown, .unreviewed, .other, .europeanUnion, Country(name: "ZW")!]))
        t.access.append(random.pick(Access.allCases))
        t.gated.append(Int8(random.below(3)) - 1)
        t.released.append(random.oneIn(2) ? .null : Int32(random.below(30_000)) - 5_000)
        t.releasedPrecision.append(t.released[i] == .null ? -1 : Int8(random.below(3)))
        t.created.append(some(1_646_263_744_000_001))
        t.parameters.append(some(671_000_000_000))
        t.activeParameters.append(some(37_000_000_000))
        t.netLikes.append(some(Int64(random.below(9)) - 4))
        t.likesReached.append(some(1_646_263_744_000_002))
        t.gain7d.append(some(-3))
        t.gain30d.append(some(.max))
        t.gainSinceFirst.append(some(0))
        t.decayedAdoption.append(random.oneIn(3) ? .nan : Double(random.below(1_000)) / 7)
        t.downloads30d.append(some(5))
        t.downloadsAllTime.append(some(6))
        t.pulls.append(some(7))
        t.derivatives.append(Int32(random.below(9)))
        t.descendants.append(Int32(random.below(9)))
        t.license.append(random.oneIn(2) ? .null : 1)
        t.task.append(random.oneIn(2) ? .null : 2)
        t.library.append(random.oneIn(2) ? .null : 3)
        if random.oneIn(3) { t.details[Int32(i)] = #"{"aliases": ["a\"b", "é"]}"# }
    }
    var o = OrganizationTable()
    for i in 0..<5 {
        o.id.append(Int32(i + 1))
        o.name.append("o\(i)")
        o.country.append(random.pick([.unknown, .unreviewed, Country(name: "CN")!]))
        o.kind.append(random.pick(OrganizationKind.allCases))
        if random.oneIn(2) { o.details[Int32(i)] = #"{"displayName": "x"}"# }
    }
    return ScoreWriter.Epoch(
        header: EpochHeader(
            number: number, batch: number * 10, generation: generation, asOf: Timestamp(microseconds: 5),
            coverage: #"{"models": 1}"#, sources: ["a", "b"]),
        models: t, organizations: o,
        aliases: [.init(sort: 0, id: 1, key: "old/name"), .init(sort: 1, id: 2, key: "x")],
        dependence: [.init(relation: .merge, child: Country(name: "US")!, parent: .unreviewed, edges: 3)],
        definitions: "d/1")
}

extension ModelTable {
    /// This table with the figures of another.
    func withFigures(of other: ModelTable) -> ModelTable {
        var table = self
        for row in table.id.indices {
            table.netLikes[row] = other.netLikes[row]
            table.likesReached[row] = other.likesReached[row]
            table.gain7d[row] = other.gain7d[row]
            table.gain30d[row] = other.gain30d[row]
            table.gainSinceFirst[row] = other.gainSinceFirst[row]
            table.decayedAdoption[row] = other.decayedAdoption[row]
            table.downloads30d[row] = other.downloads30d[row]
            table.downloadsAllTime[row] = other.downloadsAllTime[row]
            table.pulls[row] = other.pulls[row]
        }
        return table
    }
}
