import Columns
import Domain
import Glibc

@testable import Measures

/// measures.md and sources.md read word by word over the records themselves, by name, however slowly.
struct ReferenceWorld {
    let sayings: [Saying]
    let asOf: Int64?
    let factsAsOf: Int64
    /// Names that are one identity.
    private(set) var groups: [Set<String>] = []

    init(_ sayings: [Saying], asOf wanted: Int64?) {
        self.sayings = sayings
        let times = sayings.compactMap { saying -> Int64? in
            switch saying {
            case .observation(_, _, _, step: _, source: _, let at), .event(_, _, _, source: _, let at): at
            default: nil
            }
        }
        asOf = wanted ?? times.max()
        factsAsOf = asOf == nil || asOf! >= times.max() ?? .min ? .max : asOf!
        var names: Set<String> = []
        var pairs: [(String, String)] = []
        var hub: [String: String] = [:]
        for saying in sayings {
            switch saying {
            case .model(let r):
                names.insert(r.id)
                names.formUnion(r.bases.map(\.id))
                if let id = r.hubId, r.at <= factsAsOf {
                    let key = "\(r.source) \(id)"
                    pairs.append((hub[key] ?? r.id, r.id))
                    hub[key] = r.id
                }
            case .observation(let id, _, _, step: _, source: _, at: _), .event(let id, _, _, source: _, at: _),
                .deletion(let id, source: _, at: _), .artifact(let id):
                names.insert(id)
            case .rename(let a, let b, source: _, let at), .same(let a, let b, source: _, let at):
                names.formUnion([a, b])
                if at <= factsAsOf { pairs.append((a, b)) }
            case .organization: break
            }
        }
        groups = names.map { [$0] }
        for (a, b) in pairs {
            let joined = groups.filter { $0.contains(a) || $0.contains(b) }
            groups.removeAll { joined.contains($0) }
            groups.append(joined.reduce([]) { $0.union($1) })
        }
    }

    /// Any name of an identity -> the name it goes by here.
    func key(_ name: String) -> String { groups.first { $0.contains(name) }?.min() ?? name }

    /// One statement of each source: the latest by then, else the first there will be. None before the model was there.
    func statements(of group: Set<String>) -> [Saying.Model] {
        let all = sayings.compactMap { saying -> Saying.Model? in
            if case .model(let r) = saying, group.contains(r.id) { r } else { nil }
        }
        var chosen: [Saying.Model] = []
        for source in Set(all.map(\.source)) {
            let own = all.filter { $0.source == source }
            let made = own.filter { $0.at <= factsAsOf }
            if let at = made.map(\.at).max() {
                chosen.append(made.last { $0.at == at }!)
            } else if let at = own.map(\.at).min() {
                chosen.append(own.last { $0.at == at }!)
            }
        }
        let day = Timestamp.microsecondsPerDay
        let isThere =
            factsAsOf == .max
            || chosen.contains {
                $0.at <= factsAsOf || $0.created ?? .max <= factsAsOf
                    || $0.released.map { Int64($0) * day <= factsAsOf } ?? false
            }
        return isThere ? chosen : []
    }

    func isThere(_ group: Set<String>) -> Bool {
        if !statements(of: group).isEmpty { return true }
        for saying in sayings {
            switch saying {
            case .observation(let id, _, _, step: _, source: _, let at) where group.contains(id) && at <= asOf ?? .min:
                return true
            case .event(let id, _, _, source: _, let at)
            where group.contains(id) && dayStart(at) <= asOf ?? .min:
                return true
            case .deletion(let id, source: _, let at) where group.contains(id) && at <= factsAsOf: return true
            case .artifact(let id) where group.contains(id) && factsAsOf == .max: return true
            default: break
            }
        }
        return groups.contains { other in
            statements(of: other).contains { $0.bases.contains { group.contains($0.id) } }
        }
    }

    private func dayStart(_ at: Int64) -> Int64 {
        Int64(Timestamp(microseconds: at).day.number) * Timestamp.microsecondsPerDay
    }

    /// `parent relation`, each parent once.
    func edges(of group: Set<String>) -> Set<String> {
        let ordered = statements(of: group).sorted {
            (SourceRank.of($0.source), -$0.at, $0.source) < (SourceRank.of($1.source), -$1.at, $1.source)
        }
        var relations: [String: Relation] = [:]
        for statement in ordered {
            // Several names of one parent in one statement: the first relation by number that says something.
            var own: [String: Relation] = [:]
            for base in statement.bases where !group.contains(base.id) {
                let parent = key(base.id)
                let stated = [own[parent], base.relation].compactMap { $0 }
                own[parent] = stated.filter { $0 != .unknown }.min { $0.rawValue < $1.rawValue } ?? .unknown
            }
            for (parent, relation) in own where relations[parent] ?? .unknown == .unknown {
                relations[parent] = relation
            }
        }
        return Set(relations.map { "\($0.key) \($0.value.name)" })
    }

    struct Figures {
        var netLikes: Int64?
        var gain7d: Int64?
        var gain30d: Int64?
        var gainSinceFirst: Int64?
        var downloads30d: Int64?
        var decayed: Double?
    }

    /// The points of the most trusted source of a series that had seen it by then.
    private func points(_ group: Set<String>, _ series: Series) -> (sources: Set<String>, points: [Point])? {
        var bySource: [String: [Point]] = [:]
        for case .observation(let id, let s, let value, let step, let source, let time) in sayings
        where group.contains(id) && s == series && time <= asOf ?? .min {
            bySource[source, default: []].append(
                Point(
                    model: 0, series: 0, source: 0, at: time, value: value, step: Float(step),
                    batch: UInt32(bySource[source]?.count ?? 0)))
        }
        guard let best = bySource.keys.min(by: { (SourceRank.of($0), $0) < (SourceRank.of($1), $1) }) else {
            return nil
        }
        return (Set(bySource.keys), bySource[best] ?? [])
    }

    func figures(of group: Set<String>) -> Figures {
        var figures = Figures()
        guard let asOf else { return figures }
        let day = Timestamp.microsecondsPerDay
        let today = Timestamp(microseconds: asOf).day.number
        figures.downloads30d = points(group, .downloads30d).flatMap { NaiveCounter($0.points, asOf: asOf)?.latest }
        let likes = points(group, .likes)
        let counter = likes.flatMap { NaiveCounter($0.points, asOf: asOf) }
        var events: [(day: Int32, amount: Int64)] = []
        for case .event(let id, .like, let amount, let source, let at) in sayings
        where group.contains(id) && !(likes?.sources.contains(source) ?? false) {
            let day = Timestamp(microseconds: at).day.number
            if day <= today { events.append((day, amount)) }
        }
        guard counter != nil || !events.isEmpty else { return figures }
        let total = events.reduce(0) { $0 + $1.amount }
        figures.netLikes = (counter?.latest ?? 0) + total
        figures.gainSinceFirst = (counter?.amounts.values.reduce(0, +) ?? 0) + total
        func gain(_ days: Int32) -> Int64? {
            let start = asOf - Int64(days) * day
            let isLate = counter.map { $0.first > start } ?? !events.contains { $0.day <= today - days }
            if isLate { return nil }
            return (counter?.amounts.filter { $0.key > start }.values.reduce(0, +) ?? 0)
                + events.filter { $0.day > today - days }.reduce(0) { $0 + $1.amount }
        }
        figures.gain7d = gain(7)
        figures.gain30d = gain(30)
        var decayed = 0.0
        for (time, amount) in counter?.amounts ?? [:] {
            decayed += Double(amount) * exp2(-Double(today - Timestamp(microseconds: time).day.number) / 30)
        }
        for (day, amount) in events { decayed += Double(amount) * exp2(-Double(today - day) / 30) }
        figures.decayed = decayed
        return figures
    }
}
