/// A date known to the day, the month or the year: sources give `2025-01-20`, `2025-01` or `2025`.
public struct PartialDate: Hashable, Sendable {
    /// How much of the date is known.
    public enum Precision: Int8, Sendable, CaseIterable {
        case day = 0
        case month = 1
        case year = 2
    }

    /// The first day the date may mean.
    public var first: UTCDay
    /// How much of it is known.
    public var precision: Precision

    @inlinable
    public init(first: UTCDay, precision: Precision) {
        self.first = first
        self.precision = precision
    }
}

extension PartialDate: CustomStringConvertible {
    /// As it was given: `2025-01-20`, `2025-01` or `2025`.
    public var description: String {
        let text = first.description
        return switch precision {
        case .day: text
        case .month: String(text.prefix(7))
        case .year: String(text.prefix(4))
        }
    }
}
