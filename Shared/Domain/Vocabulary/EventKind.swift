/// Something counted that happened at a time; amounts are signed, so that net = sum.
public enum EventKind: Int8, Sendable, CaseIterable {
    case like = 0
    case deployment = 1
    case mention = 2
    case derivative = 3

    /// Its word in messages.
    public var name: String { Self.names[Int(rawValue)] }
    static let names = [
        "like", "deployment", "mention", "derivative",
    ]

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: Int8(index))
    }
}
