import Columns
import Measures

/// What each group of changes did to a figure: the facts before, with the groups applied one after the other in a fixed
/// order, until they are the facts after. The effects therefore add up to the difference; how much of it falls to which
/// depends on the order, as with any change that several made together.
struct Attribution {
    /// Changes of one kind from one source.
    struct Group: Hashable, Sendable {
        var kind: ChangeKind
        var source: Int16
    }

    /// What applying something did.
    struct Effect: Sendable {
        /// Nil where the figure is no number before or after it.
        var difference: Double?
        /// Whether the answer's value came out different.
        var moved: Bool
    }

    private(set) var groups: [(group: Group, effect: Effect?)] = []
    /// Of groups that moved the figure, the effect of each subject in turn, where there were not too many.
    private(set) var subjects: [FactKey: Effect] = [:]
    /// Whether every group could be applied by itself.
    private(set) var isComplete = true

    /// How often a figure is evaluated for one answer at most: fewer where a world takes long to derive. A function of the
    /// facts, not of the clock, so that the same question has the same answer.
    static func budget(_ facts: Facts) -> Int { max(8, min(96, 6_000_000 / max(facts.modelCount, 1))) }

    /// - Parameter evaluate: the figure of facts that were mixed.
    init(
        _ records: [Restatement.Record], _ before: Facts, _ after: Facts, first: Figure.Reading, last: Figure.Reading,
        evaluate: (Facts) async throws -> Figure.Reading
    ) async throws {
        var members: [Group: Set<Int32>] = [:]
        for record in records {
            members[Group(kind: record.key.kind, source: record.key.source), default: []].insert(record.key.subject)
        }
        let ordered = members.keys.sorted {
            ($0.kind.rawValue, after.sources[Int($0.source)]) < ($1.kind.rawValue, after.sources[Int($1.source)])
        }
        var left = Self.budget(after)
        var applied: Set<Group> = []
        var current = first
        var readings: [Figure.Reading] = [first]
        for (place, group) in ordered.enumerated() {
            let isLast = place == ordered.count - 1
            guard isLast || left > 0 else {
                // What is left is applied at once, and nobody can say which of it did what.
                isComplete = false
                groups += ordered[place...].map { ($0, nil) }
                break
            }
            applied.insert(group)
            var next = last
            if !isLast {
                left -= 1
                let taken = applied
                next = try await evaluate(
                    Facts.mixing(before, after) { taken.contains(Group(kind: $0.kind, source: $0.source)) })
            }
            groups.append((group, Self.effect(current, next)))
            current = next
            readings.append(next)
        }
        // Down to the subjects, where a group moved the figure.
        applied = []
        for (place, entry) in groups.enumerated() {
            defer { applied.insert(entry.group) }
            guard entry.effect?.moved == true, let subjects = members[entry.group], subjects.count - 1 <= left else {
                continue
            }
            left -= subjects.count - 1
            let named = subjects.sorted {
                Self.name($0, entry.group.kind, after) < Self.name($1, entry.group.kind, after)
            }
            let taken = applied
            var done: Set<Int32> = []
            var current = readings[place]
            for (index, subject) in named.enumerated() {
                done.insert(subject)
                let subjects = done
                let next =
                    index == named.count - 1
                    ? readings[place + 1]
                    : try await evaluate(
                        Facts.mixing(before, after) {
                            let group = Group(kind: $0.kind, source: $0.source)
                            return taken.contains(group) || (group == entry.group && subjects.contains($0.subject))
                        })
                self.subjects[FactKey(entry.group.kind, source: entry.group.source, subject: subject)] =
                    Self.effect(current, next)
                current = next
            }
        }
    }

    private static func effect(_ a: Figure.Reading, _ b: Figure.Reading) -> Effect {
        var difference: Double?
        if let x = a.number, let y = b.number { difference = y - x }
        return Effect(difference: difference, moved: a.value != b.value)
    }

    /// The name of what a record is about.
    static func name(_ subject: Int32, _ kind: ChangeKind, _ facts: Facts) -> String {
        guard subject != .null else { return "" }
        if kind == .organization {
            return facts.organizationNames.indices.contains(Int(subject)) ? facts.organizationNames[Int(subject)] : ""
        }
        return Int(subject) < facts.modelCount ? facts.modelNames[Int(subject)] : ""
    }
}
