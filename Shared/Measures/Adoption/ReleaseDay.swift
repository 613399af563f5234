import Columns
import Domain

/// The day a model was released on, for measures that count days since then; or why there is none to count from.
public enum ReleaseDay: Sendable, Equatable {
    /// Days since 1970, UTC.
    case known(Int32)
    /// A sentence that says what is missing.
    case unknown(reason: String)

    /// Of a row. A date known only to the month or year is no day; the repository's creation is no release.
    public init(_ world: World, row: Int) {
        let day = world.models.released[row]
        if day == .null {
            self = .unknown(reason: "the model's release date is not known; a creation date does not stand in for it")
        } else if world.models.releasedPrecision[row] != PartialDate.Precision.day.rawValue {
            let isMonth = world.models.releasedPrecision[row] == PartialDate.Precision.month.rawValue
            self = .unknown(
                reason: "the model's release is known only to the \(isMonth ? "month" : "year"), so no days are counted"
            )
        } else {
            self = .known(day)
        }
    }

    public var day: Int32? { if case .known(let day) = self { day } else { nil } }
    public var reason: String? { if case .unknown(let reason) = self { reason } else { nil } }
}
