/// How a model can be had, in the vocabulary of Epoch AI: every model has exactly one, closed ones too.
public enum Access: Int8, Sendable, CaseIterable, Codable, BitwiseCopyable {
    /// Weights can be had, the licence restricts neither use nor users.
    case openUnrestricted = 0
    /// Weights can be had, the licence restricts use, or access is gated.
    case openRestricted = 1
    /// Weights can be had, not for commercial use.
    case openNonCommercial = 2
    /// Through an interface for programs.
    case api = 3
    /// Through a product only.
    case hosted = 4
    /// For chosen users.
    case limited = 5
    /// Not to be had.
    case unreleased = 6
    /// Nobody has said.
    case unknown = 7

    /// Its word in messages.
    public var name: String { Self.names[Int(rawValue)] }
    static let names = [
        "openUnrestricted", "openRestricted", "openNonCommercial", "api", "hosted", "limited", "unreleased", "unknown",
    ]

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: Int8(index))
    }

    /// Whether the weights can be had at all.
    public var hasWeights: Bool { rawValue <= Access.openNonCommercial.rawValue }
}
