import Columns
import Domain
import Frameworks

/// Facts -> the state of the world at a valid time: one pass a concern, each a pure step over the columns.
extension World {
    /// - Parameters:
    ///   - facts: everything known up to a batch.
    ///   - asOf: microseconds since 1970; nil: the newest observation or event, the default valid time.
    ///
    /// Facts at a valid time: of each source its latest statement by then. A source's first statement also holds for
    /// the time before it, from the model's creation or release on: when somebody looked is recorded time, not valid
    /// time. What was stated after the newest observation is about the present, so the newest valid time sees it.
    public init(_ facts: Facts, asOf wanted: Int64? = nil) {
        let asOf = wanted ?? facts.newest
        let factsAsOf = asOf == .null || asOf >= facts.newest ? .max : asOf
        var builder = WorldBuilder(facts, asOf: asOf, factsAsOf: factsAsOf)
        builder.chooseStatements()
        builder.findRows()
        builder.describe()
        builder.describeArtifacts()
        builder.link()
        builder.measure()
        self = builder.finish()
    }
}

/// The steps share what they have found so far.
struct WorldBuilder {
    let facts: Facts
    /// Valid time of figures and of facts.
    let asOf: Int64
    let factsAsOf: Int64
    let identities: Identities
    let publishers: Publishers
    /// By canonical id: where its chosen statements begin in `chosen`, most trusted first.
    var chosenStarts: [Int32] = []
    /// Positions in `facts.statements.rows`.
    var chosen: [Int32] = []
    var models = ModelTable()
    var rowOfId: [Int32] = []
    var organizationRow: [Int32] = []
    var graph = Graph(parentStarts: [0], parents: [], relations: [])
    var descendants: Descendants?
    var tallies = World.Tallies()
    let order: SourceOrder

    init(_ facts: Facts, asOf: Int64, factsAsOf: Int64) {
        self.facts = facts
        self.asOf = asOf
        self.factsAsOf = factsAsOf
        order = SourceOrder(facts)
        identities = Identities(facts, order, asOf: factsAsOf)
        publishers = Publishers(facts, order, asOf: factsAsOf)
    }

    /// The ids of one identity.
    func members(_ canonical: Int32) -> [Int32] { identities.members[canonical] ?? [canonical] }

    /// Of each identity and source the latest statement by then; the most trusted source first, of equals the newer,
    /// then by name.
    mutating func chooseStatements() {
        let n = facts.modelCount
        chosenStarts = [0]
        chosenStarts.reserveCapacity(n + 1)
        chosen.reserveCapacity(facts.statements.rows.count)
        var found: [Int32] = []
        for id in 0..<Int32(n) {
            if identities.canonical[Int(id)] == id {
                found.removeAll(keepingCapacity: true)
                if let members = identities.members[id] {
                    for member in members { latest(member, into: &found) }
                } else {
                    latest(id, into: &found)
                }
                if !isThere(found) { found.removeAll(keepingCapacity: true) }
                if found.count > 1 {
                    found.sort { a, b in
                        let (x, y) = (facts.statements.rows[Int(a)], facts.statements.rows[Int(b)])
                        let (rx, ry) = (order.ranks[Int(x.source)], order.ranks[Int(y.source)])
                        if rx != ry { return rx < ry }
                        if x.at != y.at { return x.at > y.at }
                        return order.isBefore(x.source, y.source)
                    }
                }
                chosen.append(contentsOf: found)
            }
            chosenStarts.append(Int32(chosen.count))
        }
    }

    private func latest(_ id: Int32, into found: inout [Int32]) {
        let range = facts.statements.range(id)
        var i = range.lowerBound
        while i < range.upperBound {
            let first = i
            let source = facts.statements.rows[i].source
            var last: Int32 = -1
            while i < range.upperBound, facts.statements.rows[i].source == source {
                if facts.statements.rows[i].at <= factsAsOf { last = Int32(i) }
                i += 1
            }
            if last < 0 {
                let at = facts.statements.rows[first].at
                last = Int32((first..<i).last { facts.statements.rows[$0].at == at } ?? first)
            }
            // The same source may have stated another id of this identity: one statement of each source stands.
            let row = facts.statements.rows[Int(last)]
            if let other = found.firstIndex(where: { facts.statements.rows[Int($0)].source == source }) {
                if stands(row, against: facts.statements.rows[Int(found[other])]) { found[other] = last }
            } else {
                found.append(last)
            }
        }
    }

    /// Of two statements of one source: the later of those made by then, before any of those carried back; of these the
    /// earlier. At one time the later record.
    private func stands(_ a: Statement, against b: Statement) -> Bool {
        let (isMade, otherIsMade) = (a.at <= factsAsOf, b.at <= factsAsOf)
        if isMade != otherIsMade { return isMade }
        if a.at != b.at { return isMade ? a.at > b.at : a.at < b.at }
        return a.batch >= b.batch
    }

    /// Whether an identity existed by then: a source had seen it, or says that it was created or released before.
    private func isThere(_ found: [Int32]) -> Bool {
        factsAsOf == .max
            || found.contains {
                let s = facts.statements.rows[Int($0)]
                return s.at <= factsAsOf || (s.created != .null && s.created <= factsAsOf)
                    || (s.released != .null && Int64(s.released) * Timestamp.microsecondsPerDay <= factsAsOf)
            }
    }

    /// The chosen statements of an identity.
    func statements(_ canonical: Int32) -> ArraySlice<Int32> {
        chosen[Int(chosenStarts[Int(canonical)])..<Int(chosenStarts[Int(canonical) + 1])]
    }

    /// A row for each identity that anything was said of by then.
    mutating func findRows() {
        let n = facts.modelCount
        var seen = [Bool](repeating: false, count: n)
        for id in 0..<Int32(n) where !seen[Int(id)] {
            let canonical = identities.canonical[Int(id)]
            if canonical == id, !statements(id).isEmpty { seen[Int(id)] = true }
            if hasFigures(id: id) { seen[Int(canonical)] = true }
        }
        for position in chosen {
            for base in bases(of: position) { seen[Int(identities.canonical[Int(base.parent)])] = true }
        }
        for artifact in facts.artifacts where wantedNow { seen[Int(identities.canonical[Int(artifact)])] = true }
        for deletion in facts.deletions where deletion.at <= factsAsOf {
            seen[Int(identities.canonical[Int(deletion.model)])] = true
        }
        rowOfId = [Int32](repeating: .null, count: n)
        for id in 0..<n where seen[id] {
            rowOfId[id] = Int32(models.id.count)
            models.id.append(Int32(id))
        }
        for id in 0..<n where identities.canonical[id] != Int32(id) {
            rowOfId[id] = rowOfId[Int(identities.canonical[id])]
        }
    }

    /// Whether any source has seen a figure or an event of an id by then.
    func hasFigures(id: Int32) -> Bool {
        facts.points.range(id).contains { facts.points.rows[$0].at <= asOf }
            || facts.amounts.range(id).contains {
                Int64(facts.amounts.rows[$0].day) * Timestamp.microsecondsPerDay <= asOf
            }
    }

    private var wantedNow: Bool { factsAsOf == .max }

    /// The bases that a statement names.
    func bases(of position: Int32) -> some Sequence<StatedBase> {
        let statement = facts.statements.rows[Int(position)]
        let range = statement.bases > 0 ? facts.bases.range(statement.model) : 0..<0
        return facts.bases.rows[range].lazy.filter { $0.belongs(to: statement) }
    }

    func finish() -> World {
        var aliases: [(id: Int32, row: Int32)] = []
        for (root, ids) in identities.members.sorted(by: { $0.key < $1.key }) where rowOfId[Int(root)] != .null {
            for id in ids { aliases.append((id, rowOfId[Int(root)])) }
        }
        var used = [Bool](repeating: false, count: facts.sources.count)
        for position in chosen { used[Int(facts.statements.rows[Int(position)].source)] = true }
        for point in facts.points.rows where point.at <= asOf { used[Int(point.source)] = true }
        for amount in facts.amounts.rows where Int64(amount.day) * Timestamp.microsecondsPerDay <= asOf {
            used[Int(amount.source)] = true
        }
        for organization in facts.organizations { used[Int(organization.source)] = true }
        return World(
            asOf: asOf, batch: facts.batch, models: models, rowOfId: rowOfId, organizations: publishers.table,
            organizationRow: organizationRow, graph: graph, descendants: descendants ?? Descendants(graph),
            tallies: tallies, sources: facts.sources.indices.filter { used[$0] }.map { facts.sources[$0] }.sorted(),
            aliases: aliases,
            names: Dictionary(uniqueKeysWithValues: aliases.map { ($0.id, facts.modelNames[Int($0.id)]) }),
            members: identities.members, organizationAliases: publishers.aliases)
    }
}
