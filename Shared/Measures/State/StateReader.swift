import Columns
import Domain

/// Reads from the facts what was so of each identity at a valid time. It only reads, and is shared by reference: a copy of
/// what it holds would cost dozens of retains a row.
final class StateReader: Sendable {
    let facts: Facts
    /// Valid time of figures and of facts.
    let asOf: Int64
    let factsAsOf: Int64
    let order: SourceOrder
    /// The smallest id of the identity of each id; the ids of identities with more than one, and their newest names.
    let canonical: RedirectedIds
    let joined: [Int32: [Int32]]
    let newestName: [Int32: Int32]
    /// By id whether its identity has more than one; empty where none has.
    private let isInJoined: [Bool]
    /// Row in `organizations` by store id, `.null` for none.
    let organizationRows: [Int32]
    let organizations: OrganizationTable
    /// When an identity was deleted last, by its smallest id.
    let deleted: [Int32: Int64]
    let figures: FigureReader

    init(
        _ facts: Facts, asOf: Int64, factsAsOf: Int64, _ order: SourceOrder, _ identities: Identities,
        _ publishers: Publishers
    ) {
        self.facts = facts
        self.asOf = asOf
        self.factsAsOf = factsAsOf
        self.order = order
        canonical = identities.canonical
        joined = identities.members
        newestName = identities.newestName
        var isInJoined = [Bool](repeating: false, count: joined.isEmpty ? 0 : facts.modelCount)
        for ids in joined.values { for id in ids { isInJoined[Int(id)] = true } }
        self.isInJoined = isInJoined
        organizationRows = publishers.rowOfId
        organizations = publishers.table
        deleted = Dictionary(
            facts.deletions.filter { $0.at <= factsAsOf }.map { (identities.canonical[Int($0.model)], $0.at) },
            uniquingKeysWith: max)
        figures = FigureReader(facts, order, asOf: asOf)
    }

    /// The ids of one identity.
    func members(_ canonical: Int32) -> [Int32] { isJoined(canonical) ? joined[canonical] ?? [canonical] : [canonical] }

    /// Whether the identity of an id has others.
    @inline(__always)
    func isJoined(_ id: Int32) -> Bool { !isInJoined.isEmpty && isInJoined[Int(id)] }

    /// Reads what `choose` finds, at once if it is but one statement, as most identities have.
    @inline(__always)
    func withChosen<T>(
        _ canonical: Int32, _ found: inout [Statement], _ body: (UnsafeBufferPointer<Statement>) -> T
    ) -> T {
        let group = facts.statements.group(canonical)
        if group.count > 1 || isJoined(canonical) {
            choose(canonical, into: &found)
        } else {
            found.removeAll(keepingCapacity: true)
            if group.count == 1 {
                let lone = group[0]
                if isThere(CollectionOfOne(lone)) { found.append(lone) }
            }
        }
        // One call: a body that is there once is put in its place.
        return found.withUnsafeBufferPointer(body)
    }

    /// Of an identity and each source the latest statement by then; the most trusted source first, of equals the newer,
    /// then by name. Empty where the identity did not exist by then.
    func choose(_ canonical: Int32, into found: inout [Statement]) {
        found.removeAll(keepingCapacity: true)
        if isJoined(canonical), let members = joined[canonical] {
            for member in members { latest(member, into: &found) }
        } else {
            latest(canonical, into: &found)
        }
        if !isThere(found) { found.removeAll(keepingCapacity: true) }
        guard found.count > 1 else { return }
        found.sort { x, y in
            let (rx, ry) = (order.ranks[Int(x.source)], order.ranks[Int(y.source)])
            if rx != ry { return rx < ry }
            if x.at != y.at { return x.at > y.at }
            return order.isBefore(x.source, y.source)
        }
    }

    private func latest(_ id: Int32, into found: inout [Statement]) {
        let group = facts.statements.group(id)
        var i = 0
        while i < group.count {
            let first = i
            let source = group[i].source
            var last = -1
            while i < group.count, group[i].source == source {
                if group[i].at <= factsAsOf { last = i }
                i += 1
            }
            if last < 0 {
                // The first it ever said, of several at one time the later record.
                last = first
                while last + 1 < i, group[last + 1].at == group[first].at { last += 1 }
            }
            // The same source may have stated another id of this identity: one statement of each source stands.
            if let other = found.firstIndex(where: { $0.source == source }) {
                if stands(group[last], against: found[other]) { found[other] = group[last] }
            } else {
                found.append(group[last])
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
    private func isThere(_ found: some Collection<Statement>) -> Bool {
        factsAsOf == .max
            || found.contains { s in
                s.at <= factsAsOf || (s.created != .null && s.created <= factsAsOf)
                    || (s.released != .null && Int64(s.released) * Timestamp.microsecondsPerDay <= factsAsOf)
            }
    }

    /// The bases that any statement of a statement's model names; empty where this one names none.
    func bases(of s: Statement) -> ModelGroup<StatedBase> {
        // No model has id -1.
        facts.bases.group(s.bases > 0 ? s.model : -1)
    }

    /// Whether any source has seen a figure or an event of an identity by then.
    func hasFigures(_ canonical: Int32) -> Bool {
        isJoined(canonical) ? members(canonical).contains(where: hasOwnFigures) : hasOwnFigures(canonical)
    }

    private func hasOwnFigures(_ id: Int32) -> Bool {
        facts.points.group(id).contains { $0.at <= asOf }
            || facts.amounts.group(id).contains { Int64($0.day) * Timestamp.microsecondsPerDay <= asOf }
    }

    /// Whether any source has seen a figure or an event of an id by then; the sources that have are noted.
    func markFigures(_ id: Int32, _ sources: inout [Bool]) -> Bool {
        var isSeen = false
        for point in facts.points.group(id) where point.at <= asOf {
            sources[Int(point.source)] = true
            isSeen = true
        }
        for amount in facts.amounts.group(id) where Int64(amount.day) * Timestamp.microsecondsPerDay <= asOf {
            sources[Int(amount.source)] = true
            isSeen = true
        }
        return isSeen
    }
}
