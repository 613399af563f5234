import Columns
import Domain
import Testing

@testable import Measures

/// What holds of what sources said: by time, by trust, by identity.
@Suite("Statements")
struct WorldStatementTests {
    @Test("a statement is its source's whole word: what it no longer names is gone; other sources' words stay")
    func whole() {
        let sayings: [Saying] = [
            .model(.init(id: "a/x", at: at(0), bases: [("b/p", .finetune), ("b/q", .merge)], license: "mit")),
            .model(.init(id: "a/x", source: "mteb", at: at(0), bases: [("b/r", .finetune)])),
            .model(.init(id: "a/x", at: at(5), bases: [("b/q", .merge)])), .likes("a/x", 1, at(9)),
        ]
        let facts = FactsMaker.facts(sayings)
        let world = World(facts)
        #expect(world.parents("a/x") == ["b/q merge", "b/r finetune"])
        #expect(world.models.license[world.row("a/x")!] == .null)
        let past = World(facts, asOf: at(4))
        #expect(past.parents("a/x") == ["b/p finetune", "b/q merge", "b/r finetune"])
        #expect(past.models.license[past.row("a/x")!] != .null)
        #expect(past.row("b/p") != nil)
        #expect(world.row("b/p") == nil)
    }

    @Test("two statements of one source at one time in one batch: the later stands, with its own parents only")
    func sameTime() {
        let sayings: [Saying] = [
            .model("a/x", 1, [("b/p", .finetune)]), .model("a/x", 1, [("b/q", .finetune)]), .likes("a/x", 1, at(2)),
        ]
        #expect(World(FactsMaker.facts(sayings)).parents("a/x") == ["b/q finetune"])
        // Carried back too.
        let created = sayings + [.model(.init(id: "a/x", source: "mteb", at: at(2), created: at(-50)))]
        #expect(World(FactsMaker.facts(created), asOf: at(0)).parents("a/x") == ["b/q finetune"])
    }

    @Test("a first statement is carried back to the model's creation or release, and no further")
    func carriedBack() {
        let facts = FactsMaker.facts([
            .model(.init(id: "a/x", at: at(10), bases: [("b/p", .finetune)], created: at(2))),
            .model(.init(id: "a/y", at: at(10), released: Int32(20_004))), .model("a/z", 10), .likes("a/x", 4, at(20)),
        ])
        #expect(World(facts, asOf: at(1)).row("a/x") == nil)
        #expect(World(facts, asOf: at(2)).parents("a/x") == ["b/p finetune"])
        #expect(World(facts, asOf: at(3)).row("a/y") == nil)
        #expect(World(facts, asOf: at(4)).row("a/y") != nil)
        #expect(World(facts, asOf: at(9)).row("a/z") == nil)
        #expect(World(facts, asOf: at(10)).row("a/z") != nil)
        #expect(World(facts, asOf: at(9)).netLikes("a/x") == nil)
        #expect(World(facts, asOf: at(-9)).models.count == 0)
    }

    @Test("a model that only a later child names is nobody's placeholder yet; with a child it is one until described")
    func placeholder() {
        let facts = FactsMaker.facts([
            .model("a/x", 2, [("b/p", .finetune)]), .model("b/p", 6), .likes("b/p", 3, at(7)), .likes("a/x", 1, at(8)),
        ])
        #expect(World(facts, asOf: at(1)).row("b/p") == nil)
        #expect(World(facts, asOf: at(3)).flags("b/p") == .placeholder)
        #expect(World(facts, asOf: at(6)).flags("b/p") == [])
        let figures = FactsMaker.facts([.model("a/x", 2, [("b/p", .finetune)]), .likes("b/p", 3, at(7))])
        #expect(World(figures, asOf: at(5)).flags("b/p") == .placeholder)
        #expect(World(figures).flags("b/p") == [])
    }

    @Test("of each attribute the most trusted source that states it; of equals the newer, then the first by name")
    func trust() throws {
        func license(_ sources: [(String, Int, String)]) throws -> String {
            let sayings = sources.map { Saying.model(.init(id: "a/x", source: $0.0, at: at($0.1), license: $0.2)) }
            let world = World(FactsMaker.facts(sayings + [.likes("a/x", 1, at(30))]))
            return world.models.words[Int(world.models.license[try #require(world.row("a/x"))])]
        }
        #expect(try license([("inferred", 9, "i"), ("mteb", 1, "m"), ("huggingface", 2, "h")]) == "h")
        #expect(try license([("huggingface", 9, "h"), ("curated", 1, "c"), ("corrections", 20, "k")]) == "c")
        #expect(try license([("huggingface", 9, "h"), ("corrections", 1, "k")]) == "k")
        #expect(try license([("mteb", 1, "m"), ("helm", 2, "h")]) == "h")
        #expect(try license([("mteb", 2, "m"), ("helm", 2, "h")]) == "h")
        #expect(try license([("helm", 2, "h"), ("mteb", 2, "m")]) == "h")
    }

    @Test("one edge a pair: the more specific relation, of the more trusted source where both are")
    func specific() {
        let both = World(
            FactsMaker.facts([.model("a/x", 1, [("b/p", .unknown), ("b/p", .finetune)]), .likes("a/x", 1, at(2))]))
        #expect(both.parents("a/x") == ["b/p finetune"])
        let two = World(
            FactsMaker.facts([
                .model(.init(id: "a/x", source: "mteb", at: at(3), bases: [("b/p", .merge)])),
                .model("a/x", 1, [("b/p", .quantized)]), .likes("a/x", 1, at(4)),
            ]))
        #expect(two.parents("a/x") == ["b/p quantized"])
        let refined = World(
            FactsMaker.facts([
                .model(.init(id: "a/x", source: "mteb", at: at(3), bases: [("b/p", .merge)])),
                .model("a/x", 1, [("b/p", .unknown)]), .likes("a/x", 1, at(4)),
            ]))
        #expect(refined.parents("a/x") == ["b/p merge"])
    }

    @Test("a model that names itself, by any of its names, has no such edge, and is counted")
    func selfLoops() {
        let world = World(
            FactsMaker.facts([
                .model("a/x", 1, [("A/X", .finetune), ("b/p", .finetune)]), .model("a/new", 1, [("a/old", .unknown)]),
                .rename("a/old", "a/new", source: "huggingface", at: at(1)), .likes("a/x", 1, at(2)),
            ]))
        #expect(world.parents("a/x") == ["b/p finetune"])
        #expect(world.parents("a/new") == [])
        #expect(world.tallies.selfLoops == 2)
        #expect(world.flags("a/x").contains(.selfLoop))
    }

    @Test(
        "a relation that the name contradicts is flagged, not changed",
        arguments: [
            ("a/x-FP8", true), ("a/x-fp8-dynamic", true), ("a/x.Q4_K_M.GGUF", true), ("a/x-NVFP4", true),
            ("a/AWQ", true), ("a/x_int4", true), ("a/x-fp80", false), ("a/xfp8", false), ("a/x", false),
            ("a/int4er", false), ("a/x-bnb-4bit", true),
        ])
    func contradicted(name: String, isFlagged: Bool) {
        let sayings: [Saying] = [.model(name, 1, [("b/p", .finetune)]), .likes(name, 1, at(2))]
        let world = World(FactsMaker.facts(sayings))
        #expect(world.parents(name) == ["b/p finetune"])
        #expect(world.flags(name).contains(.relationContradicted) == isFlagged)
        #expect(world.tallies.contradictedRelations == (isFlagged ? 1 : 0))
        let quantized = World(FactsMaker.facts([.model(name, 1, [("b/p", .quantized)]), .likes(name, 1, at(2))]))
        #expect(quantized.tallies.contradictedRelations == 0)
    }

    @Test("deletion is a dated fact: earlier adoption stays, a later listing brings the model back")
    func deletion() {
        let sayings: [Saying] = [
            .model("a/x", 1), .likes("a/x", 7, at(2)), .deletion("a/x", source: "huggingface", at: at(5)),
            .likes("b/y", 1, at(20)),
        ]
        let facts = FactsMaker.facts(sayings)
        #expect(!World(facts, asOf: at(4)).flags("a/x").contains(.deleted))
        #expect(World(facts, asOf: at(5)).flags("a/x").contains(.deleted))
        #expect(World(facts).netLikes("a/x") == 7)
        let back = FactsMaker.facts(sayings + [.model("a/x", 8)])
        #expect(World(back, asOf: at(7)).flags("a/x").contains(.deleted))
        #expect(!World(back).flags("a/x").contains(.deleted))
        // Another source's first word, carried back, does not bring it back before it was said.
        let carried = FactsMaker.facts(sayings + [.model(.init(id: "a/x", source: "mteb", at: at(9)))])
        #expect(World(carried, asOf: at(6)).flags("a/x").contains(.deleted))
    }

    @Test("a rename keeps one identity: both names answer, history is joined, children of the old name stay")
    func rename() {
        let facts = FactsMaker.facts([
            .model("a/old", 1, hubId: "7"), .likes("a/old", 10, at(1)), .likes("a/old", 20, at(2)),
            .model("b/child", 2, [("a/old", .finetune)]), .rename("a/old", "c/new", source: "huggingface", at: at(3)),
            .likes("c/new", 25, at(4)), .model("d/child", 5, [("c/new", .finetune)]), .likes("d/child", 1, at(9)),
        ])
        let world = World(facts)
        #expect(world.row("a/old") == world.row("c/new"))
        let row = world.row("c/new")!
        #expect(world.models.name[row] == "c/new")
        #expect(world.models.netLikes[row] == 25)
        #expect(world.models.gainSinceFirst[row] == 15)
        #expect(world.models.derivatives[row] == 2)
        #expect(world.models.details[Int32(row)] == #"{"aliases":["a/old"]}"#)
        #expect(world.organizations.name[Int(world.organizationRow[row])] == "c")
        let before = World(facts, asOf: at(2))
        #expect(before.models.name[before.row("a/old")!] == "a/old")
        #expect(before.netLikes("a/old") == 20)
    }

    @Test("equal hub ids of one source are one identity under its newest name; of two sources they are not")
    func hubIds() {
        let world = World(
            FactsMaker.facts([
                .model("a/late", 6, hubId: "7"), .model("a/early", 1, hubId: "7"),
                .model(.init(id: "z/other", source: "modelscope", at: at(9), hubId: "7")), .likes("a/early", 5, at(2)),
                .likes("a/late", 8, at(7)),
            ]))
        #expect(world.row("a/early") == world.row("a/late"))
        #expect(world.row("z/other") != world.row("a/late"))
        #expect(world.models.name[world.row("a/early")!] == "a/late")
        #expect(world.netLikes("a/early") == 8)
    }

    @Test("the newest name is where the last rename leads, unless a hub has used another since")
    func newestName() {
        func name(_ sayings: [Saying]) -> String {
            let world = World(FactsMaker.facts(sayings + [.likes("a/1", 1, at(30))]))
            return world.models.name[world.row("a/1")!]
        }
        let there = Saying.rename("a/1", "a/2", source: "hook", at: at(2))
        let back = Saying.rename("a/2", "a/1", source: "hook", at: at(4))
        #expect(name([there]) == "a/2")
        #expect(name([there, back]) == "a/1")
        #expect(name([back, there]) == "a/1")
        #expect(name([.model("a/1", 1, hubId: "7"), there, .model("a/2", 3, hubId: "7")]) == "a/2")
        #expect(name([there, .model("a/2", 3, hubId: "7"), .model("a/3", 5, hubId: "7")]) == "a/3")
        #expect(name([.model("a/1", 2, hubId: "7"), there]) == "a/2")
    }

    @Test("the same model under two hubs: a hub's name before one nobody has described, whoever was named first")
    func sameNames() {
        let parts: [Saying] = [
            .same("z/x", "b/x", source: "curated", at: at(0)), .model("z/x", 1, hubId: "7"), .likes("b/x", 3, at(2)),
        ]
        for sayings in [parts, parts.reversed()] {
            let world = World(FactsMaker.facts(sayings))
            #expect(world.models.name[world.row("b/x")!] == "z/x")
        }
        let plain: [Saying] = [.same("z/x", "b/x", source: "curated", at: at(0)), .likes("z/x", 3, at(2))]
        let world = World(FactsMaker.facts(plain))
        #expect(world.models.name[world.row("z/x")!] == "b/x")
    }

    @Test("of two names of one identity, what was said by then stands before what is carried back, that by the earlier")
    func carriedNames() {
        let sayings: [Saying] = [
            .same("a/1", "a/2", source: "curated", at: at(0)), .model("a/1", 1, [("b/p", .finetune)]),
            .model("a/2", 8, [("b/q", .finetune)]), .likes("a/1", 1, at(20)),
        ]
        let facts = FactsMaker.facts(sayings)
        #expect(World(facts, asOf: at(5)).parents("a/1") == ["b/p finetune"])
        #expect(World(facts).parents("a/1") == ["b/q finetune"])
        let created = FactsMaker.facts(
            sayings + [.model(.init(id: "a/1", source: "mteb", at: at(9), created: at(-9)))])
        #expect(World(created, asOf: at(0)).parents("a/1") == ["b/p finetune"])
    }

    @Test("an artifact of lineage is one under any name of its identity, and no model")
    func artifacts() {
        let world = World(
            FactsMaker.facts([
                .model("a/x", 1, [("the-pile", .generatedBy)]), .same("pile", "the-pile", source: "curated", at: at(0)),
                .artifact("the-pile"), .likes("a/x", 1, at(2)),
            ]))
        #expect(world.flags("pile") == .artifact)
        let coverage = Coverage(world)
        #expect(coverage.models == 1)
        #expect(coverage.artifacts == 1)
        #expect(coverage.placeholders == 0)
        #expect(world.models.derivatives[world.row("pile")!] == 0)
    }

    @Test("nothing said, nothing there; statements without a figure have no time of their own")
    func empty() {
        let world = World(FactsMaker.facts([[]]))
        #expect(world.asOf == .null)
        #expect(world.models.count == 0)
        #expect(Coverage(world).edges == 0)
        let stated = World(FactsMaker.facts([.model("a/x", 1, [("b/p", .finetune)])]))
        #expect(stated.asOf == .null)
        #expect(stated.parents("a/x") == ["b/p finetune"])
        #expect(stated.netLikes("a/x") == nil)
    }
}
