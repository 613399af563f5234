import Wire

/// What a method answered.
public struct GatewayAnswer: Sendable, Equatable {
    /// The result.
    public let value: JSONValue
    /// Its bytes exactly as the service sent them.
    public let bytes: [UInt8]

    /// - Parameter bytes: those the value was read from.
    public init(value: JSONValue, bytes: [UInt8]) {
        self.value = value
        self.bytes = bytes
    }
}

/// What a service says without being asked.
public enum GatewayNews: Sendable, Equatable {
    /// A notification of something subscribed to.
    case notification(method: String, parameters: JSONValue)
    /// The connection ended, and subscriptions with it: the next call connects again; subscribe anew.
    case disconnected
}
