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

    init(_ facts: Facts, asOf: Int64) {
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
        nameNewest(facts, statements, asOf: asOf)
    }

    /// The newest name: where the last rename leads; without one, the id that a hub stated last.
    private mutating func nameNewest(_ facts: Facts, _ statements: [IdentityStatement], asOf: Int64) {
        for (root, ids) in members {
            var latest: (at: Int64, batch: Int64, id: Int32)?
            for id in ids {
                for s in facts.statements.range(id) {
                    let row = facts.statements.rows[s]
                    guard row.at <= asOf, row.hubId != 0 else { continue }
                    if latest.map({ ($0.at, $0.batch) < (row.at, row.batch) }) ?? true {
                        latest = (row.at, row.batch, id)
                    }
                }
            }
            newestName[root] = latest?.id ?? root
        }
        for s in statements where s.renamed { newestName[find(s.model)] = s.other }
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
