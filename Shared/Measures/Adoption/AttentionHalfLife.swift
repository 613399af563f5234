import Columns
import Domain

/// Half-life of attention: days from release to 50 % of the cumulative value at a horizon, in days since release.
public struct AttentionHalfLife: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "attentionHalfLife", unit: "days", "days from release to half of the cumulative value at a horizon")

    /// UTC days; below 0: half had come before the release. Nil with a reason.
    public var days: Int32?
    /// The first day on which it is known to have stood at half, where it was not seen getting there.
    public var atMost: Int32?
    /// The horizon is not reached, so what half would be is not known.
    public var isCensored = false
    /// The cumulative value at the horizon.
    public var atHorizon: Int64?
    public var reason: String?

    /// Of a model at the state's time, by a counter; likes are net likes.
    public init(_ histories: Histories, row: Int, series: Series, horizon: Int32) {
        let world = histories.world
        let number = histories.facts.series.firstIndex { $0.name == series.name } ?? -1
        let isObserved = world.asOf != .null && !histories.runs(of: Int16(number), histories.members(row)).isEmpty
        self.init(
            histories.counter(series, row: row), isObserved: isObserved, release: ReleaseDay(world, row: row),
            horizon: horizon, today: world.asOf == .null ? .min : Timestamp(microseconds: world.asOf).day.number)
    }

    /// - Parameters:
    ///   - history: the cumulative figure; nil: nobody has counted it.
    ///   - isObserved: the figure comes from a counter that somebody looked at now and then, not from events alone: then
    ///     what was before the first look is not known, and a value that nobody has looked at for long is not known to
    ///     stand.
    ///   - today: the UTC day of the question.
    public init(_ history: History?, isObserved: Bool, release: ReleaseDay, horizon: Int32, today: Int32) {
        guard let history else {
            reason = "nobody has counted this figure of the model by this time"
            return
        }
        guard let released = release.day else {
            reason = release.reason
            return
        }
        let end = released + horizon
        guard end <= today else {
            isCensored = true
            reason = "censored: day \(horizon) since its release is \(UTCDay(number: end)), which is not reached"
            return
        }
        guard let last = history.last(upTo: end) else {
            reason = "it was first seen on \(UTCDay(number: history.first)), after the horizon"
            return
        }
        let isFresh = last.day > end - RelativeAdoption.freshness
        if isObserved, !isFresh, history.days[history.days.count - 1].day < end {
            isCensored = true
            reason =
                "censored: it was last seen on \(UTCDay(number: last.day)), "
                + "more than \(RelativeAdoption.freshness) days before the horizon"
            return
        }
        atHorizon = last.level
        guard last.level > 0 else {
            reason = "its value at the horizon is \(last.level), of which there is no half"
            return
        }
        // There is one: the last day up to the horizon qualifies.
        guard let half = history.days.first(where: { $0.level * 2 >= last.level }) else { return }
        if isObserved, half.day == history.first, half.day > released {
            atMost = half.day - released
            reason =
                "it stood at half already when it was first seen, \(half.day - released) days after its release"
            return
        }
        days = half.day - released
    }
}
