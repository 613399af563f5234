import Columns
import Domain

/// Which ids are one identity: renames, explicit same-as statements, and equal hub ids of one source.
struct Identities {
    /// The smallest id of the identity of each id.
    private(set) var canonical: RedirectedIds
    /// The ids of identities with more than one, by their smallest id, ascending.
    private(set) var members: [Int32: [Int32]] = [:]
    /// The id whose name is the newest, of identities with more than one.
    private(set) var newestName: [Int32: Int32] = [:]
    /// By smallest id, in the order in which they happened.
    private var renames: [Int32: [IdentityStatement]] = [:]
    /// Who has which hub id.
    private(set) var hubIds: HubIdIndex

    init(_ facts: Facts, _ order: SourceOrder, asOf: Int64) {
        canonical = RedirectedIds(count: facts.modelCount)
        // Not every source has ids of its own: room for those that there are.
        var named = 0
        for id in 0..<Int32(facts.modelCount) {
            for s in facts.statements.group(id) where s.hubId != 0 { named += 1 }
        }
        hubIds = HubIdIndex(capacity: named)
        var joined = false
        let statements = facts.identities.filter { $0.at <= asOf }.sorted { ($0.at, $0.batch) < ($1.at, $1.batch) }
        for s in statements {
            union(s.model, s.other)
            joined = true
        }
        for id in 0..<Int32(facts.modelCount) {
            for s in facts.statements.group(id) where s.hubId != 0 && s.at <= asOf {
                let first = hubIds.owner(of: s, facts, asOf: asOf)
                if first != s.model {
                    union(first, s.model)
                    joined = true
                }
            }
        }
        guard joined else { return }
        for id in canonical.led {
            let root = find(id)
            canonical[Int(id)] = root
            members[root, default: [root]].append(id)
        }
        for s in statements where s.renamed { renames[canonical[Int(s.model)], default: []].append(s) }
        for root in members.keys { newestName[root] = newest(of: root, facts, order, asOf: asOf) }
    }

    /// Takes in ids that came to be, and new statements of known ones; false: two ids have become one, or an identity goes
    /// by another of its names.
    mutating func advance(_ facts: Facts, _ order: SourceOrder, described: [Int32]) -> Bool {
        canonical.grow(to: facts.modelCount)
        var joined: Set<Int32> = []
        for id in described {
            for s in facts.statements.group(id) where s.hubId != 0 {
                let owner = hubIds.owner(of: s, facts, asOf: .max)
                if canonical[Int(owner)] != canonical[Int(id)] { return false }
            }
            if !members.isEmpty, members[canonical[Int(id)]] != nil { joined.insert(canonical[Int(id)]) }
        }
        return joined.allSatisfy { newest(of: $0, facts, order, asOf: .max) == newestName[$0] }
    }

    /// The newest name: where the last rename leads, or the id that a hub stated last, whichever is later; without
    /// either the first, bytewise, of those that anybody has described.
    private func newest(of root: Int32, _ facts: Facts, _ order: SourceOrder, asOf: Int64) -> Int32 {
        let ids = members[root] ?? [root]
        var latest: Sighting?
        for id in ids {
            for row in facts.statements.group(id) where row.at <= asOf {
                let sighting = Sighting(
                    hasHubId: row.hubId != 0, at: row.hubId != 0 ? row.at : 0, place: order.places[Int(row.source)],
                    name: facts.modelNames[Int(id)], id: id)
                if latest.map({ $0 < sighting }) ?? true { latest = sighting }
            }
        }
        for s in renames[root] ?? [] {
            let rename = Sighting(hasHubId: true, at: s.at, place: -1, name: "", id: s.other)
            if latest.map({ !(rename < $0) }) ?? true { latest = rename }
        }
        return latest?.id ?? ids.min { facts.modelNames.isLess(Int($0), Int($1)) } ?? root
    }

    /// Somebody using a name; the greatest is the newest.
    private struct Sighting: Comparable {
        var hasHubId: Bool
        var at: Int64
        /// The source's place; a rename stands before all.
        var place: Int
        var name: String
        var id: Int32

        static func < (a: Sighting, b: Sighting) -> Bool {
            if a.hasHubId != b.hasHubId { return b.hasHubId }
            if a.at != b.at { return a.at < b.at }
            if a.hasHubId, a.place != b.place { return a.place > b.place }
            return b.name.utf8.lexicographicallyPrecedes(a.name.utf8)
        }
    }

    private func find(_ id: Int32) -> Int32 {
        var id = id
        while canonical[Int(id)] != id { id = canonical[Int(id)] }
        return id
    }

    /// The smaller id leads; paths stay short because identities are small.
    private mutating func union(_ a: Int32, _ b: Int32) {
        let (a, b) = (find(a), find(b))
        guard a != b else { return }
        canonical[Int(max(a, b))] = min(a, b)
    }
}
