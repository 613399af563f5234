/// A figure over what is attributed, and between what it may lie over everything.
public struct Bounded: Sendable, Equatable {
    /// Over what is attributed; nil where nothing is.
    public var value: Double?
    /// The least and the greatest over everything, as the unattributed part is split among very many or has one holder;
    /// nil where there is nothing at all.
    public var lower: Double?
    public var upper: Double?

    public init(value: Double?, lower: Double?, upper: Double?) {
        self.value = value
        self.lower = lower
        self.upper = upper
    }

    static let none = Bounded(value: nil, lower: nil, upper: nil)
}
