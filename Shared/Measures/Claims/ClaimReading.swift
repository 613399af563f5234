/// The figure of a claim, as far as it is known.
public struct ClaimReading: Sendable, Equatable {
    /// How the figure stands to what is so.
    public enum Bound: String, Sendable {
        /// It is what it says.
        case exact
        /// It counts what was recorded: there may be more.
        case atLeast
        /// It may be less.
        case atMost
    }

    public enum Found: Sendable, Equatable {
        case number(Double)
        /// What the claim speaks of was looked for where it would be seen, and did not happen.
        case never(String)
        /// Nobody can say, and why.
        case absent(String)
    }

    public var found: Found
    public var bound: Bound
    /// The interval of an estimate.
    public var low: Double?
    public var high: Double?
    public var coverage: Double?

    public init(
        _ found: Found, bound: Bound = .exact, low: Double? = nil, high: Double? = nil, coverage: Double? = nil
    ) {
        self.found = found
        self.bound = bound
        self.low = low
        self.high = high
        self.coverage = coverage
    }

    public var number: Double? { if case .number(let number) = found { number } else { nil } }

    /// The weakest of several figures that must all fulfil a predicate: one that nobody knows, else the one that is
    /// furthest from it. Coverage is the least.
    public static func weakest(_ readings: [ClaimReading], for predicate: ClaimPredicate) -> ClaimReading? {
        guard var weakest = readings.first else { return nil }
        for reading in readings.dropFirst() {
            let isWeaker: Bool
            switch (reading.found, weakest.found) {
            case (_, .absent): isWeaker = false
            case (.absent, _): isWeaker = true
            case (_, .never): isWeaker = false
            case (.never, _): isWeaker = true
            case (.number(let a), .number(let b)):
                switch predicate.comparison {
                case .above, .atLeast: isWeaker = a < b
                case .below, .atMost: isWeaker = a > b
                case .equal:
                    isWeaker = (a - predicate.value).magnitude > (b - predicate.value).magnitude
                }
            }
            if isWeaker { weakest = reading }
        }
        let coverages = readings.compactMap(\.coverage)
        weakest.coverage = coverages.count == readings.count ? coverages.min() : nil
        return weakest
    }

    /// A figure in a sentence: whole ones without a fraction.
    public static func text(_ value: Double) -> String { Int64(exactly: value).map { "\($0)" } ?? "\(value)" }
}
