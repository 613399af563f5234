import Columns
import Domain
import Measures
import TestSupport
import Testing
import Wire

@testable import ScoringCore

@Suite("Which records moved a figure")
struct AttributionTests {
    /// Models with likes of two sources, and organisations; a later batch adds some and drops some.
    private func facts(_ random: inout SplitMix, _ models: Int) -> (before: Facts, after: Facts) {
        var before = Facts()
        before.sources = ["", "mteb", "huggingface", "curated"]
        before.modelNames.append("")
        before.organizationNames = ["", "o1", "o2", "o3"]
        for id in 1...models { before.modelNames.append("o/m\(models - id)") }
        before.batch = 1
        func points(_ batch: UInt32, _ random: inout SplitMix) -> [Point] {
            (0..<models).map { _ in
                Point(
                    model: Int32(1 + random.below(models)), series: 0, source: Int16(1 + random.below(2)),
                    at: Int64(random.below(50)), value: Int64(random.below(9)), step: 1, batch: batch)
            }
        }
        before.points.merge(points(1, &random))
        before.newest = 100
        var after = before
        after.batch = 2
        after.points.merge(points(2, &random))
        for id in 1...3 where random.below(2) == 0 {
            after.organizations.append(
                OrganizationStatement(
                    organization: Int32(id), source: 3, at: 1, batch: 2, country: Country(name: "US"), kind: nil,
                    parent: nil, name: nil, aliases: [], evidence: nil))
        }
        return (before, after)
    }

    /// A figure in which changes work together: not the sum of its parts.
    private static func figure(_ facts: Facts) -> Figure.Reading {
        let sum = facts.points.rows.reduce(Int64(0)) { $0 + $1.value * Int64($1.source) }
        let value = sum * Int64(facts.organizations.count + 1)
        return Figure.Reading(value: .integer(value), number: Double(value))
    }

    @Test("effects of groups add up to the difference, those of subjects to their group's", arguments: 0..<60)
    func sums(seed: Int) async throws {
        var random = SplitMix(seed: UInt64(seed))
        let (before, after) = facts(&random, 2 + random.below(30))
        let records = Restatement.records(before, after)
        let (first, last) = (Self.figure(before), Self.figure(after))
        let attribution = try await Attribution(records, before, after, first: first, last: last) { Self.figure($0) }
        #expect(attribution.isComplete)
        let effects = attribution.groups.compactMap(\.effect?.difference)
        #expect(effects.count == attribution.groups.count)
        #expect(effects.reduce(0, +) == last.number! - first.number!)
        for (group, effect) in attribution.groups where effect?.moved == true {
            let parts = attribution.subjects.filter { $0.key.kind == group.kind && $0.key.source == group.source }
            #expect(!parts.isEmpty)
            #expect(parts.values.compactMap(\.difference).reduce(0, +) == effect?.difference)
        }
        let kinds = attribution.groups.map(\.group.kind)
        #expect(kinds == kinds.sorted())
    }

    @Test("more subjects than may be tried leave their group whole; a no-op moves nothing")
    func limits() async throws {
        var random = SplitMix(seed: 1)
        let (before, after) = facts(&random, 4_000)
        let records = Restatement.records(before, after)
        let (first, last) = (Self.figure(before), Self.figure(after))
        let evaluated = Evaluated()
        let attribution = try await Attribution(records, before, after, first: first, last: last) {
            evaluated.count += 1
            return Self.figure($0)
        }
        #expect(evaluated.count <= Attribution.budget(after))
        #expect(attribution.subjects.keys.allSatisfy { $0.kind == .organization })
        #expect(attribution.groups.compactMap(\.effect?.difference).reduce(0, +) == last.number! - first.number!)
        let none = try await Attribution([], after, after, first: last, last: last) { Self.figure($0) }
        #expect(none.groups.isEmpty && none.subjects.isEmpty && none.isComplete)
    }

    private final class Evaluated {
        var count = 0
    }
}
