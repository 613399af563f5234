/// The five-character condition code of a server error.
///
/// The first two characters name the class; the properties below answer the questions a caller decides by.
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The five characters, e.g. `23505`.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(_ rawValue: String) { self.rawValue = rawValue }

    public var description: String { rawValue }

    /// The class: the first two characters, e.g. `23`.
    public var classCode: Substring { rawValue.prefix(2) }

    /// The transaction lost a race (serialization failure, deadlock): the same transaction may be tried again at once.
    public var isRetryable: Bool { self == .serializationFailure || self == .deadlockDetected }

    /// Class 08: the connection itself failed.
    public var isConnectionException: Bool { classCode == "08" }

    /// The server is going down, crashed or is not up yet: connect again later.
    public var isShutdown: Bool { self == .adminShutdown || self == .crashShutdown || self == .cannotConnectNow }

    /// Class 53: disk full, out of memory, too many connections.
    public var isInsufficientResources: Bool { classCode == "53" }

    /// Nothing is wrong with the request: the same work may succeed later.
    public var isTransient: Bool {
        isRetryable || isConnectionException || isShutdown || isInsufficientResources || self == .lockNotAvailable
    }

    public static let serializationFailure = SQLState("40001")
    public static let deadlockDetected = SQLState("40P01")
    public static let adminShutdown = SQLState("57P01")
    public static let crashShutdown = SQLState("57P02")
    public static let cannotConnectNow = SQLState("57P03")
    public static let queryCanceled = SQLState("57014")
    public static let lockNotAvailable = SQLState("55P03")
    public static let uniqueViolation = SQLState("23505")
    public static let foreignKeyViolation = SQLState("23503")
    public static let notNullViolation = SQLState("23502")
    public static let checkViolation = SQLState("23514")
    public static let undefinedTable = SQLState("42P01")
    public static let insufficientPrivilege = SQLState("42501")
    public static let readOnlyTransaction = SQLState("25006")
    public static let diskFull = SQLState("53100")
    public static let tooManyConnections = SQLState("53300")
    static let featureNotSupported = SQLState("0A000")
    static let invalidStatementName = SQLState("26000")
}
