import Columns
import Domain
import Frameworks

/// Verdicts of many models: most are known from a listing only, and those whose listings say the same are judged once.
struct OpennessJudge {
    let reading: OpennessReading
    let frameworks: [any Framework.Type]
    /// Verdicts that were worked out: models that listings tell nothing apart of share theirs.
    private(set) var groups: [[Verdict]] = []
    private var single: [ListedKey: Int] = [:]
    private var several: [[ListedKey]: Int] = [:]

    init(_ reading: OpennessReading, _ frameworks: [any Framework.Type]) {
        self.reading = reading
        self.frameworks = frameworks
    }

    /// Whether a row is something to be judged: described, or at least reviewed.
    func isJudged(_ row: Int) -> Bool {
        let flags = reading.world.models.flags[row]
        return !flags.contains(.artifact) && (!flags.contains(.placeholder) || reading.isReviewed(row))
    }

    mutating func verdicts(_ row: Int) -> [Verdict] { groups[group(row)] }

    /// The place of a row's verdicts in `groups`.
    mutating func group(_ row: Int) -> Int {
        if reading.isReviewed(row) { return add(row) }
        if let key = reading.singleKey(row) {
            if let group = single[key] { return group }
            let group = add(row)
            single[key] = group
            return group
        }
        let key = reading.listedKey(row)
        if let group = several[key] { return group }
        let group = add(row)
        several[key] = group
        return group
    }

    private mutating func add(_ row: Int) -> Int {
        groups.append(judge(row))
        return groups.count - 1
    }

    private func judge(_ row: Int) -> [Verdict] {
        let evidence = reading.evidence(row)
        return frameworks.map { $0.verdict(on: evidence) }
    }
}

extension Outcome {
    /// The outcome as a figure, more being more open: a rung, points, 1 or 0, or the access values from `unreleased`, 1,
    /// to `openUnrestricted`, 7; nil without one.
    public var figure: Double? {
        switch self {
        case .level(let level, _): Double(level)
        case .decision(let isOpen): isOpen ? 1 : 0
        case .score(let points, _): points
        case .access(.unknown), .none: nil
        case .access(let access): Double(Access.unknown.rawValue - access.rawValue)
        }
    }
}

/// Models by what one framework makes of them.
public struct OpennessLeaderboard: Sendable {
    public static let measure = MeasureDefinition(
        "opennessLeaderboard", unit: "figure", "models by the verdict of one openness framework")

    public struct Entry: Sendable {
        public var row: Int
        public var figure: Double
        public var label: String
    }

    /// Best first; ties by id, bytewise.
    public var entries: [Entry]
    /// Models that fulfil the conditions.
    public var matching: Int
    /// Of those, the ones that the framework can judge.
    public var judged: Int

    /// - Parameter limit: how many entries are wanted from the top.
    public static func rank(
        _ framework: any Framework.Type, _ reading: OpennessReading, filter: LeaderboardFilter, limit: Int,
        proceed: () -> Bool = { true }
    ) -> OpennessLeaderboard? {
        var judge = OpennessJudge(reading, [framework])
        var result = OpennessLeaderboard(entries: [], matching: 0, judged: 0)
        let names = reading.world.models.name
        func isBefore(_ a: Entry, _ b: Entry) -> Bool {
            a.figure != b.figure ? a.figure > b.figure : names.isLess(a.row, b.row)
        }
        var worst: Entry?
        var figures: [Double?] = []
        for row in 0..<reading.world.models.count {
            if row & 0xffff == 0, !proceed() { return nil }
            guard judge.isJudged(row), filter.matches(reading.world.models, row) else { continue }
            result.matching += 1
            let group = judge.group(row)
            if group == figures.count { figures.append(judge.groups[group].first?.outcome.figure) }
            guard let figure = figures[group] else { continue }
            result.judged += 1
            if let worst, figure < worst.figure || figure == worst.figure && !names.isLess(row, worst.row) { continue }
            result.entries.append(Entry(row: row, figure: figure, label: judge.groups[group].first?.label ?? ""))
            if result.entries.count >= max(2 * limit, 64) {
                result.entries.sort(by: isBefore)
                result.entries.removeSubrange(min(limit, result.entries.count)...)
                worst = result.entries.last
            }
        }
        result.entries.sort(by: isBefore)
        if result.entries.count > limit { result.entries.removeSubrange(limit...) }
        return result
    }
}

/// How often each pair of frameworks disagrees over a set of models.
public enum OpennessDisagreements {
    public static let measure = MeasureDefinition(
        "opennessDisagreements", unit: "share", "how often two openness frameworks call a model differently")

    public struct Result: Sendable {
        public var matrix = DisagreementMatrix()
        /// Models that fulfil the conditions.
        public var matching = 0
        /// Of those, the ones that at least two frameworks call open or not.
        public var called = 0
        /// One model for each pair that disagrees: of the models, the first by id.
        public var examples: [Pair: Int] = [:]
    }

    public struct Pair: Sendable, Hashable {
        /// Says open.
        public var open: String
        /// Says not.
        public var closed: String

        public init(open: String, closed: String) {
            self.open = open
            self.closed = closed
        }
    }

    /// - Parameter rows: these models; nil: all that the filter lets through.
    public static func matrix(
        _ reading: OpennessReading, rows: [Int]? = nil, filter: LeaderboardFilter = LeaderboardFilter(),
        frameworks: [any Framework.Type] = FrameworkRegistry.all, proceed: () -> Bool = { true }
    ) -> Result? {
        var judge = OpennessJudge(reading, frameworks)
        var result = Result()
        // Models that are judged alike are counted together, the first by id standing for them.
        var counts: [Int] = []
        var firsts: [Int] = []
        let names = reading.world.models.name
        let count = rows?.count ?? reading.world.models.count
        for place in 0..<count {
            if place & 0xffff == 0, !proceed() { return nil }
            let row = rows?[place] ?? place
            guard judge.isJudged(row), filter.matches(reading.world.models, row) else { continue }
            result.matching += 1
            let group = judge.group(row)
            if group == counts.count {
                counts.append(0)
                firsts.append(row)
            }
            counts[group] += 1
            if names.isLess(row, firsts[group]) { firsts[group] = row }
        }
        for (group, verdicts) in judge.groups.enumerated() {
            if verdicts.count(where: { $0.opens != nil }) >= 2 { result.called += counts[group] }
            result.matrix.add(verdicts, times: counts[group])
            for pair in Disagreement.pairs(verdicts) {
                let key = Pair(open: pair.open, closed: pair.closed)
                if let old = result.examples[key], names.isLess(old, firsts[group]) { continue }
                result.examples[key] = firsts[group]
            }
        }
        let place = Dictionary(uniqueKeysWithValues: frameworks.enumerated().map { ($1.id, $0) })
        result.matrix.sort { (place[$0.a] ?? 0, place[$0.b] ?? 0) < (place[$1.a] ?? 0, place[$1.b] ?? 0) }
        return result
    }
}
