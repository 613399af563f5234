/// The first period from which A's share exceeds B's for k periods in a row.
public struct Crossover: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "crossover", unit: "period", "the first period from which one holder's share exceeds another's")

    /// How many periods in a row, unless asked otherwise.
    public static let defaultRun = 3

    /// The shares of both in one period; nil where nothing is known of it.
    public struct Course: Sendable, Equatable {
        public var period: Period
        public var of: HeldShare?
        public var over: HeldShare?
    }

    /// The place of the first period among those of the series; nil: there is none.
    public let place: Int?
    /// A exceeded B from the first period on of which anything is known: nobody saw it cross.
    public let isFromStart: Bool
    public let course: [Course]
    /// The most periods in a row in which A exceeded B.
    public let longestRun: Int

    /// - Parameters:
    ///   - a: whose share rises, as the series names it.
    ///   - b: whose share it exceeds.
    ///   - k: for how many periods in a row; a period of which nothing is known ends a run.
    public init(of a: String, over b: String, run k: Int, in periods: [PeriodShares]) {
        let course = periods.map { Course(period: $0.period, of: $0.share(a), over: $0.share(b)) }
        var run = 0
        var longest = 0
        var found: Int?
        for (place, shares) in course.enumerated() {
            if let x = shares.of, let y = shares.over, x.numerator > y.numerator { run += 1 } else { run = 0 }
            longest = max(longest, run)
            if run >= max(1, k), found == nil { found = place - run + 1 }
        }
        self.course = course
        place = found
        longestRun = longest
        isFromStart = found.map { place in course[..<place].allSatisfy { $0.of == nil } } ?? false
    }
}
