import Domain

/// A model's id changed: one identity, both names answer.
public struct RenameRecord: Sendable, Equatable {
    public var from: String
    public var to: String
    public var source: String
    public var at: Timestamp

    public init(from: String, to: String, source: String, at: Timestamp) {
        self.from = from
        self.to = to
        self.source = source
        self.at = at
    }
}

/// Two ids under different hubs are the same model.
public struct SameRecord: Sendable, Equatable {
    public var a: String
    public var b: String
    public var source: String
    public var at: Timestamp

    public init(a: String, b: String, source: String, at: Timestamp) {
        self.a = a
        self.b = b
        self.source = source
        self.at = at
    }
}

/// A model was deleted, gated or made private: a dated fact; earlier adoption stays.
public struct DeletionRecord: Sendable, Equatable {
    public var model: String
    public var reason: String?
    public var source: String
    public var at: Timestamp

    public init(model: String, reason: String? = nil, source: String, at: Timestamp) {
        self.model = model
        self.reason = reason
        self.source = source
        self.at = at
    }
}
