/// What sort of body publishes.
public enum OrganizationKind: Int8, Sendable, CaseIterable {
    case company = 0
    case startup = 1
    case laboratory = 2
    case university = 3
    case nonprofit = 4
    case government = 5
    case community = 6
    case individual = 7
    case unknown = 8

    /// Its word in messages.
    public var name: String { Self.names[Int(rawValue)] }
    static let names = [
        "company", "startup", "laboratory", "university", "nonprofit", "government", "community", "individual",
        "unknown",
    ]

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: Int8(index))
    }
}
