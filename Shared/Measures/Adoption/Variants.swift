import Columns
import Domain

/// Variants within h: distinct children first seen within h of the parent's release, with who publishes them.
public struct Variants: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "variants", unit: "models", "distinct children first seen within a time of the parent's release")

    /// The times asked for, in hours.
    public enum Window: Int64, Sendable, CaseIterable {
        case hour = 1
        case hours6 = 6
        case day = 24
        case hours72 = 72
        case days7 = 168
        case days30 = 720

        public var name: String {
            switch self {
            case .hour: "1 h"
            case .hours6: "6 h"
            case .day: "24 h"
            case .hours72: "72 h"
            case .days7: "7 d"
            case .days30: "30 d"
            }
        }
        var microseconds: Int64 { rawValue * 3_600_000_000 }
    }

    /// What the windows begin with.
    public enum Start: String, Sendable, CaseIterable {
        /// The parent's release: the creation of its repository where that lies on the day of release, else the start of
        /// that day.
        case release
        /// The creation of the parent's repository.
        case creation
    }

    public struct Count: Sendable, Equatable {
        public var window: Window
        /// Nil with a reason.
        public var value: Int?
        /// Children that are in for certain, and those that may be in.
        public var atLeast: Int
        public var atMost: Int
        /// Distinct publishers of the children that are in for certain, and how many of each kind.
        public var organizations: Int
        public var kinds: [OrganizationKind: Int]
        public var reason: String?
    }

    /// The windows, shortest first; empty where there is nothing to count from, with the reason.
    public private(set) var counts: [Count] = []
    public private(set) var reason: String?
    /// When the windows begin, microseconds since 1970, and whether only the day is known.
    public private(set) var start: Int64?
    public private(set) var isDayOnly = false
    /// Distinct children, artifacts apart: all; those seen before the start; those with no time at all; and those whose
    /// time is a creation or release, not a mere sighting.
    public private(set) var children = 0
    public private(set) var before = 0
    public private(set) var undated = 0
    public private(set) var dated = 0

    public init(
        _ histories: Histories, row: Int, relations: Set<Relation>, from start: Start = .release
    ) {
        let world = histories.world
        var seen: [(time: FirstSeen, row: Int)] = []
        for edge in world.graph.childRange(row) where relations.contains(world.graph.childRelations[edge]) {
            let child = Int(world.graph.children[edge])
            guard !world.models.flags[child].contains(.artifact) else { continue }
            children += 1
            guard let time = FirstSeen(histories, row: child) else {
                undated += 1
                continue
            }
            if time.evidence != .sighting { dated += 1 }
            seen.append((time, child))
        }
        guard let begin = begin(world, row, start) else { return }
        self.start = begin
        let latestBegin = isDayOnly ? begin + Timestamp.microsecondsPerDay - 1 : begin
        before = seen.count { $0.time.latest < begin }
        for window in Window.allCases {
            let end = begin + window.microseconds
            let certain = seen.filter { $0.time.latest >= begin && $0.time.latest <= end }
            let possible = seen.count {
                $0.time.latest >= begin && $0.time.earliest <= latestBegin + window.microseconds
            }
            var publishers: Set<Int32> = []
            for child in certain where world.organizationRow[child.row] != .null {
                publishers.insert(world.organizationRow[child.row])
            }
            var kinds: [OrganizationKind: Int] = [:]
            for publisher in publishers { kinds[world.organizations.kind[Int(publisher)], default: 0] += 1 }
            var count = Count(
                window: window, value: certain.count, atLeast: certain.count, atMost: possible,
                organizations: publishers.count, kinds: kinds, reason: nil)
            if isDayOnly, window.microseconds < Timestamp.microsecondsPerDay {
                count.value = nil
                count.reason = "the release is known to the day only, not to the hour"
            } else if world.asOf == .null || end > world.asOf {
                count.value = nil
                count.reason = "the window ends at \(Timestamp(microseconds: end)), which is not reached"
            }
            counts.append(count)
        }
    }

    /// When the windows begin; nil, with the reason kept, where that is not known.
    private mutating func begin(_ world: World, _ row: Int, _ start: Start) -> Int64? {
        let created = world.models.created[row]
        let isCreationKnown = FirstSeen.isKnown(created: created)
        if start == .creation {
            if isCreationKnown { return created }
            reason =
                created == .null
                ? "no source says when the model's repository was created"
                : "the creation date is the hub's first, 2022-03-02T23:29:04Z, which means then or before"
            return nil
        }
        switch ReleaseDay(world, row: row) {
        case .known(let day):
            if isCreationKnown, Timestamp(microseconds: created).day.number == day { return created }
            isDayOnly = true
            return Int64(day) * Timestamp.microsecondsPerDay
        case .unknown(let why):
            reason = why
            return nil
        }
    }
}
