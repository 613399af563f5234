import Measures
import Wire

/// What a claim takes out of an answer: one figure, or why there is none. Pure.
struct ClaimTaking {
    enum Take: String {
        /// The value, or what stands at `key` in it.
        case value
        /// How many the answer counted, as its envelope says.
        case denominator
        /// How many of `among` have a share above 0.
        case present
        /// The sum of the shares of `among`.
        case sum
        /// How many entries have a `member` that is one of `among`.
        case matching
        /// The share of the entries whose `member` is one of `among`, of those that have any.
        case share
        /// 1 where the word at `key` is one of `among`.
        case word
        /// The slope over the entries' `member`, an entry a step.
        case trend
        /// 1 where there is a period.
        case crossed
        /// An estimate with its interval.
        case interval
        /// Days to the first place.
        case days
    }

    let take: Take
    let key: [String]
    /// Which member of the answer is read: `value`, or what a method says beside it.
    let part: String
    let member: String
    /// Where in an entry of a course its figure stands.
    let path: [String]
    let among: [String]
    /// Names that must be there for shares to mean anything.
    let needs: [String]
    /// A share of none says nothing: what is counted must be there for shares to mean anything.
    let needsNumerator: Bool
    let bound: ClaimReading.Bound?
    /// What is not covered may fall to either side: a share is then an interval.
    let isOpenToUnknown: Bool

    /// Nil: `take` or `bound` is no word that is known.
    init?(_ reading: JSONValue?) {
        guard let take = Take(rawValue: reading?["take"]?.text ?? "value") else { return nil }
        self.take = take
        switch reading?["key"] {
        case .string(let one)?: key = [one]
        case let list?: key = list.elements.compactMap(\.text)
        case nil: key = []
        }
        part = reading?["part"]?.text ?? "value"
        member = reading?["member"]?.text ?? "value"
        path = reading?["member"]?.elements.compactMap(\.text) ?? []
        among = reading?["among"]?.elements.compactMap(\.text) ?? []
        needs = reading?["needs"]?.elements.compactMap(\.text) ?? []
        needsNumerator = reading?["needsNumerator"] == .bool(true)
        isOpenToUnknown = reading?["unknown"]?.text == "either"
        if let text = reading?["bound"]?.text {
            guard let bound = ClaimReading.Bound(rawValue: text) else { return nil }
            self.bound = bound
        } else {
            bound = nil
        }
    }

    /// - Parameter least: the days after which what has not happened has not happened as claimed.
    func reading(_ answer: JSONValue, least: Double = 0) -> ClaimReading {
        var reading = found(answer, least)
        if let bound { reading.bound = bound }
        if reading.coverage == nil { reading.coverage = answer["coverage"]?.double }
        if isOpenToUnknown, let share = reading.number, let coverage = reading.coverage {
            reading.low = share * coverage
            reading.high = share * coverage + (1 - coverage)
        }
        return reading
    }

    private func found(_ answer: JSONValue, _ least: Double) -> ClaimReading {
        let beside = part == "value" ? nil : answer[part]?["reason"]?.text
        let reason = beside ?? answer["reason"]?.text ?? "the measure has no value"
        func absent(_ why: String? = nil) -> ClaimReading { ClaimReading(.absent(why ?? reason)) }
        let value = at(answer[part] ?? .null, key)
        switch take {
        case .value:
            guard let number = value.double else { return absent() }
            if needsNumerator, number == 0 {
                return absent("no such case is recorded, so the share says what was recorded, not what is so")
            }
            let isCount = ["models", "organizations"].contains(answer["unit"]?.text ?? "")
            return ClaimReading(.number(number), bound: isCount ? .atLeast : .exact)
        case .denominator:
            guard let number = answer["denominator"]?.double else { return absent() }
            return ClaimReading(.number(number), bound: .atLeast)
        case .present:
            guard case .array(let entries) = value else { return absent() }
            let there = among.count { name in
                entries.contains { Self.isNamed($0, name) && ($0["value"]?.double ?? 0) > 0 }
            }
            return ClaimReading(.number(Double(there)), bound: .atLeast)
        case .sum:
            guard case .array(let entries) = value else { return absent() }
            if let missing = needs.first(where: { name in !entries.contains { Self.isNamed($0, name) } }) {
                return absent(
                    "nothing is recorded under '\(missing)', so the shares say what was recorded, not what is so")
            }
            let sum = entries.filter { entry in among.contains { Self.isNamed(entry, $0) } }
                .reduce(0) { $0 + ($1["value"]?.double ?? 0) }
            return ClaimReading(.number(sum))
        case .matching:
            guard case .array(let entries) = value else { return absent() }
            let there = entries.count { $0[member]?.text.map(among.contains) ?? false }
            return ClaimReading(.number(Double(there)), bound: .atLeast)
        case .share:
            guard case .array(let entries) = value else { return absent() }
            let known = entries.compactMap { $0[member]?.text }
            guard !known.isEmpty else { return absent("no entry says a \(member)") }
            let there = known.count { among.contains($0) }
            return ClaimReading(
                .number(Double(there) / Double(known.count)), coverage: Double(known.count) / Double(entries.count))
        case .word:
            guard let word = value.text, word != "unknown" else {
                return absent("\(key.joined(separator: ".")) is not known")
            }
            return ClaimReading(.number(among.contains(word) ? 1 : 0))
        case .trend: return trend(value, reason)
        case .crossed:
            if value.text != nil { return ClaimReading(.number(1)) }
            guard let all = answer["denominator"]?.double, all > 0 else { return absent() }
            return ClaimReading(.never(reason))
        case .interval:
            guard let number = value["value"]?.double, let low = value["low"]?.double, let high = value["high"]?.double
            else { return absent() }
            return ClaimReading(.number(number), low: low, high: high)
        case .days:
            guard let days = value.double else {
                // Not to have led for longer than was claimed is an answer.
                guard let without = answer["daysWithout"]?.double else { return absent() }
                return without >= least
                    ? ClaimReading(.never("\(reason), \(ClaimReading.text(without)) days after its release"))
                    : absent("\(reason), and only \(ClaimReading.text(without)) days have passed since its release")
            }
            return ClaimReading(.number(days), bound: answer["upperBound"] == .bool(true) ? .atMost : .exact)
        }
    }

    private func trend(_ value: JSONValue, _ reason: String) -> ClaimReading {
        guard case .array(let entries) = value else { return ClaimReading(.absent(reason)) }
        // A period that is not over has not yet what it will have.
        let over = entries.filter { $0["complete"] != .bool(false) }
        let points = over.enumerated().compactMap { place, entry in
            figure(of: entry).map { (place: place, value: $0) }
        }
        guard let slope = Trend.slope(points) else {
            return ClaimReading(
                .absent("a course needs \(Trend.fewest) periods with a value, there are \(points.count)"))
        }
        return ClaimReading(.number(slope), coverage: Double(points.count) / Double(over.count))
    }

    /// The figure of an entry of a course.
    private func figure(of entry: JSONValue) -> Double? {
        guard let first = path.first else { return entry[member]?.double }
        let inner = at(entry[first] ?? .null, Array(path.dropFirst()))
        return inner.double ?? inner["value"]?.double
    }

    /// What stands at `key`: members of objects by name, entries of lists by what they are called.
    private func at(_ value: JSONValue, _ key: [String]) -> JSONValue {
        var value = value
        for name in key {
            if case .array(let entries) = value {
                if let entry = entries.first(where: { Self.isNamed($0, name) }) {
                    value = entry
                } else {
                    // Shares are listed where they are above 0.
                    let areShares =
                        !entries.isEmpty && entries.allSatisfy { $0["numerator"] != nil && $0["key"] != nil }
                    return areShares ? .integer(0) : .null
                }
            } else {
                value = value[name] ?? .null
            }
        }
        // An entry stands for its value.
        if take == .value, value.double == nil, let inner = value["value"] { return inner }
        return value
    }

    private static func isNamed(_ entry: JSONValue, _ name: String) -> Bool {
        ["key", "id", "within", "period", "weighting"].contains { entry[$0]?.text == name }
    }
}
