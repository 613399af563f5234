import Columns
import Domain

/// Which ids are one identity: renames, explicit same-as statements, and equal hub ids of one source.
struct Identities {
    /// The smallest id of the identity of each id.
    private(set) var canonical: [Int32]
    /// The ids of identities with more than one, by their smallest id, ascending.
    private(set) var members: [Int32: [Int32]] = [:]
    /// The id whose name is the newest, of identities with more than one.
    private(set) var newestName: [Int32: Int32] = [:]

    init(_ facts: Facts, _ order: SourceOrder, asOf: Int64) {
        canonical = (0..<Int32(facts.modelCount)).map { $0 }
        var joined = false
        let statements = facts.identities.filter { $0.at <= asOf }.sorted { ($0.at, $0.batch) < ($1.at, $1.batch) }
        for s in statements {
            union(s.model, s.other)
            joined = true
        }
        var byHubId: [HubKey: Int32] = [:]
        for s in facts.statements.rows where s.hubId != 0 && s.at <= asOf {
            let first = byHubId[HubKey(hubId: s.hubId, source: s.source), default: s.model]
            if first != s.model {
                union(first, s.model)
                joined = true
            } else {
                byHubId[HubKey(hubId: s.hubId, source: s.source)] = first
            }
        }
        guard joined else { return }
        for id in 0..<Int32(canonical.count) {
            let root = find(id)
            canonical[Int(id)] = root
            if root != id { members[root, default: [root]].append(id) }
        }
        nameNewest(facts, order, statements, asOf: asOf)
    }

    /// The newest name: where the last rename leads, or the id that a hub stated last, whichever is later; without
    /// either the first, bytewise, of those that anybody has described.
    private mutating func nameNewest(
        _ facts: Facts, _ order: SourceOrder, _ statements: [IdentityStatement], asOf: Int64
    ) {
        var latest: [Int32: Sighting] = [:]
        for (root, ids) in members {
            for id in ids {
                for s in facts.statements.range(id) {
                    let row = facts.statements.rows[s]
                    guard row.at <= asOf else { continue }
                    let sighting = Sighting(
                        hasHubId: row.hubId != 0, at: row.hubId != 0 ? row.at : 0, place: order.places[Int(row.source)],
                        name: facts.modelNames[Int(id)], id: id)
                    if latest[root].map({ $0 < sighting }) ?? true { latest[root] = sighting }
                }
            }
        }
        for s in statements where s.renamed {
            let rename = Sighting(hasHubId: true, at: s.at, place: -1, name: "", id: s.other)
            let root = find(s.model)
            if latest[root].map({ !(rename < $0) }) ?? true { latest[root] = rename }
        }
        for (root, ids) in members {
            newestName[root] =
                latest[root]?.id ?? ids.min { facts.modelNames.isLess(Int($0), Int($1)) } ?? root
        }
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

    private struct HubKey: Hashable {
        var hubId: Int64
        var source: Int16
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
