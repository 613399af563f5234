/// A figure, or why there is none: exactly one of the two.
public struct ReasonedFigure: Sendable, Equatable {
    public let value: Double?
    /// A sentence a person can act on.
    public let reason: String?

    public init(_ value: Double) {
        self.value = value
        reason = nil
    }

    public init(reason: String) {
        value = nil
        self.reason = reason
    }
}
