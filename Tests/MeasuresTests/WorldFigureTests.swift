import Columns
import Domain
import Testing

@testable import Measures

@Suite("Figures")
struct WorldFigureTests {
    private func value(
        _ sayings: [Saying], asOf: Int64? = nil, _ column: KeyPath<ModelTable, CountColumn>
    ) throws -> Int64? {
        let world = World(FactsMaker.facts(sayings), asOf: asOf)
        return world.models[keyPath: column][try #require(world.row("a/x"))].orNil
    }

    @Test("gains are null before a window's worth of data, and count from the last value at the window's start")
    func windows() throws {
        let early: [Saying] = [.likes("a/x", 10, at(0)), .likes("a/x", 25, at(6))]
        #expect(try value(early, \.gain7d) == nil)
        let week = early + [.likes("a/x", 26, at(7))]
        #expect(try value(week, \.gain7d) == 16)
        #expect(try value(week, \.gain30d) == nil)
        // A gap is a gap: nothing between day 0 and 40, so the window takes the whole difference.
        let gap: [Saying] = [.likes("a/x", 10, at(0)), .likes("a/x", 50, at(40))]
        #expect(try value(gap, \.gain7d) == 40)
        // Absent since: the last state holds.
        #expect(try value(gap + [.likes("b/y", 1, at(60))], \.gain7d) == 0)
        #expect(try value(gap, asOf: at(39), \.gain7d) == 0)
        #expect(try value(gap, asOf: at(5), \.netLikes) == 10)
    }

    @Test("a gauge is its last value and is never differenced; all-time downloads may fall")
    func gauge() throws {
        let sayings: [Saying] = [
            .observation("a/x", .downloads30d, 500, step: 1, source: "huggingface", at: at(0)),
            .observation("a/x", .downloads30d, 90, step: 1, source: "huggingface", at: at(9)),
            .observation("a/x", .downloadsAllTime, 900, step: 1, source: "huggingface", at: at(0)),
            .observation("a/x", .downloadsAllTime, 880, step: 1, source: "huggingface", at: at(9)),
        ]
        let world = World(FactsMaker.facts(sayings))
        #expect(try value(sayings, \.downloads30d) == 90)
        #expect(try value(sayings, \.downloadsAllTime) == 880)
        #expect(try value(sayings, \.netLikes) == nil)
        #expect(world.models.decayedAdoption[0].isNaN)
        #expect(world.flags("a/x") == .counterFell)
        #expect(world.tallies.falls == 1)
    }

    @Test("of several sources the most trusted one's series counts, not their sum; ties by name, whoever came first")
    func sources() throws {
        let sayings: [Saying] = [
            .likes("a/x", 900, at(0), source: "mteb"), .likes("a/x", 950, at(1), source: "mteb"),
            .likes("a/x", 10, at(0)), .likes("a/x", 12, at(1)),
        ]
        #expect(try value(sayings, \.netLikes) == 12)
        #expect(try value(sayings, \.gainSinceFirst) == 2)
        let equals: [Saying] = [
            .observation("a/x", .pulls, 5, step: 1, source: "ollama", at: at(0)),
            .observation("a/x", .pulls, 7, step: 1, source: "modelscope", at: at(0)),
        ]
        #expect(try value(equals, \.pulls) == 7)
        #expect(try value(equals.reversed(), \.pulls) == 7)
        let events =
            sayings + [.like("a/x", 3, at(1)), .like("a/x", -1, at(1)), .like("a/x", 50, at(1), source: "mteb")]
        #expect(try value(events, \.netLikes) == 14)
    }

    @Test("like events alone: signed, by day, with windows of whole days")
    func events() throws {
        let sayings: [Saying] = [.like("a/x", 5, at(0)), .like("a/x", -2, at(3)), .like("a/x", 4, at(8, 23))]
        #expect(try value(sayings, \.netLikes) == 7)
        #expect(try value(sayings, \.gainSinceFirst) == 7)
        #expect(try value(sayings, \.gain7d) == 2)
        #expect(try value(sayings, \.gain30d) == nil)
        #expect(try value(sayings, asOf: at(3), \.netLikes) == 3)
        #expect(try value([.event("a/x", .mention, 9, source: "events", at: at(0))], \.netLikes) == nil)
    }

    @Test("decayed adoption is the counted likes of each day, halved every thirty days; a reset is none of them")
    func decayed() throws {
        let world = World(
            FactsMaker.facts([
                .likes("a/x", 100, at(0)), .likes("a/x", 140, at(30)), .likes("a/x", 20, at(45)),
                .likes("a/x", 150, at(60)), .like("a/x", 6, at(30)), .likes("a/y", 5, at(60)),
            ]))
        let row = try #require(world.row("a/x"))
        #expect(world.models.decayedAdoption[row] == 23 + 10)
        #expect(world.flags("a/x").contains(.counterReset))
        #expect(world.tallies.resets == 1)
        #expect(world.models.decayedAdoption[try #require(world.row("a/y"))] == 0)
    }

    @Test("an answer names the sources that had said something by then")
    func namedSources() {
        let facts = FactsMaker.facts([.like("a/x", 1, at(0), source: "early"), .like("a/x", 1, at(5), source: "late")])
        #expect(World(facts).sources == ["early", "late"])
        #expect(World(facts, asOf: at(1)).sources == ["early"])
    }
}
