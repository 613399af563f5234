/// What the data say of a claim.
public enum ClaimVerdict: String, Sendable, CaseIterable {
    case supported
    case contradicted
    case dependsOnDefinition = "depends on the definition"
    case notDecidable = "not decidable with this data"

    public static let measure = MeasureDefinition(
        "claim", unit: "verdict", "whether a published sentence holds, and whether that depends on its definition")

    /// A verdict with the sentence that gives the reason.
    public struct Ruling: Sendable, Equatable {
        public var verdict: ClaimVerdict
        public var reason: String

        public init(verdict: ClaimVerdict, reason: String) {
            self.verdict = verdict
            self.reason = reason
        }
    }

    /// Whether one figure fulfils the predicate.
    public enum Answer: Sendable, Equatable {
        case yes
        case no
        /// It cannot be told, and why.
        case open(String)
    }

    /// What one figure says. A count of what was recorded can show that there are enough, never that there are too few;
    /// an estimate whose interval holds both answers shows neither.
    public static func answer(_ reading: ClaimReading, _ predicate: ClaimPredicate) -> Answer {
        let number: Double
        switch reading.found {
        case .absent(let reason): return .open(reason)
        case .never: return .no
        case .number(let value):
            guard value.isFinite else { return .open("the figure is not finite") }
            number = value
        }
        let holds = predicate.holds(number)
        if let low = reading.low, let high = reading.high {
            let isEqualInside = predicate.comparison == .equal && low <= predicate.value && predicate.value <= high
            if predicate.holds(low) != predicate.holds(high) || isEqualInside && low < high {
                return .open(
                    "the interval from \(ClaimReading.text(low)) to \(ClaimReading.text(high)) holds both answers")
            }
        }
        let figure = ClaimReading.text(number)
        switch (reading.bound, predicate.comparison) {
        case (.atLeast, .above), (.atLeast, .atLeast):
            if !holds {
                return .open(
                    "\(figure) is recorded, and \(predicate.text) is claimed: there may be more than is recorded")
            }
        case (.atLeast, .below), (.atLeast, .atMost):
            if holds {
                return .open(
                    "\(figure) is recorded, and \(predicate.text) is claimed: there may be more than is recorded")
            }
        case (.atMost, .below), (.atMost, .atMost):
            if !holds {
                return .open("\(figure) is the most it can be, and \(predicate.text) is claimed: it may be less")
            }
        case (.atMost, .above), (.atMost, .atLeast):
            if holds {
                return .open("\(figure) is the most it can be, and \(predicate.text) is claimed: it may be less")
            }
        case (.atLeast, .equal), (.atMost, .equal):
            return .open("\(figure) is a bound, and \(predicate.text) is claimed")
        case (.exact, _): break
        }
        return holds ? .yes : .no
    }

    /// The verdict over the figure as the claim defines it and under every other choice that can be defended. What the
    /// claim's own definition leaves open no other choice decides; choices that leave it open decide nothing.
    public static func decide(
        _ reading: ClaimReading, variants: [ClaimReading], _ predicate: ClaimPredicate
    ) -> Ruling { decide(reading, others: variants.map { answer($0, predicate) }, predicate) }

    /// The same where every other choice has its own answer: another measure has a predicate of its own.
    public static func decide(
        _ reading: ClaimReading, others answers: [Answer], _ predicate: ClaimPredicate
    ) -> Ruling {
        let yes = answers.count { $0 == .yes }
        let no = answers.count { $0 == .no }
        func of(_ count: Int) -> String { "\(count) of \(answers.count) other choices" }
        let own = answer(reading, predicate)
        switch own {
        case .open(let reason):
            guard yes + no > 0 else { return Ruling(verdict: .notDecidable, reason: reason) }
            return Ruling(
                verdict: .notDecidable,
                reason: "\(reason); \(of(yes)) would support it, \(no) contradict it")
        case .yes, .no:
            let against = own == .yes ? no : yes
            let said = own == .yes ? "supports" : "contradicts"
            let figure: String
            switch reading.found {
            case .never(let reason): figure = reason
            default: figure = "\(reading.number.map(ClaimReading.text) ?? "-") (claimed: \(predicate.text))"
            }
            guard against == 0 else {
                return Ruling(
                    verdict: .dependsOnDefinition,
                    reason:
                        "as defined the figure \(said) it: \(figure); under \(of(against)) it comes out the other way")
            }
            let besides = answers.isEmpty ? "" : "; so do \(of(own == .yes ? yes : no)), and none says otherwise"
            return Ruling(
                verdict: own == .yes ? .supported : .contradicted, reason: "the figure \(said) it: \(figure)\(besides)")
        }
    }
}
