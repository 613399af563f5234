/// Something counted that happened at a time; amounts are signed, so that net = sum.
public enum EventKind: Int8, Sendable, CaseIterable {
    case like = 0
    case deployment = 1
    case mention = 2
    case derivative = 3

    /// Its word in messages.
    public var name: String { "\(self)" }

    public init?(name: String) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
