/// Why a question got no answer: the closed list, as `data.code` names it.
public enum RPCErrorCode: String, Sendable, CaseIterable {
    /// The line is not one JSON text.
    case parse = "json.invalid"
    /// The line is JSON, but no request; batches too.
    case invalidRequest = "request.invalid"
    /// Nobody here knows the method.
    case methodNotFound = "method.notFound"
    /// A parameter is missing, unknown, or not what it should be.
    case invalidParameters = "params.invalid"
    /// A defect of ours.
    case internalError = "internal"
    case modelNotFound = "model.notFound"
    case organizationNotFound = "organization.notFound"
    /// Neither a country nor a region we know.
    case countryUnknown = "country.unknown"
    /// A series nobody has made known.
    case seriesUnknown = "series.unknown"
    /// The question needs the scoring service, which does not answer.
    case scoringUnavailable = "scoring.unavailable"
    /// The question needs the store, which does not answer.
    case storeUnavailable = "store.unavailable"
    /// `timeoutMs` has passed.
    case deadlineExceeded = "deadline.exceeded"
    /// The asker took the question back.
    case cancelled = "cancelled"
    /// More questions at once, or more often, than the limits allow.
    case limitExceeded = "limit.exceeded"
    /// No epoch has been loaded yet.
    case epochLoading = "epoch.loading"
    /// The answer is longer than a line may be.
    case resultTooLarge = "result.tooLarge"
    /// The peer may not ask this.
    case peerForbidden = "peer.forbidden"
    /// The cursor is not one we gave, or belongs to an epoch that is gone.
    case cursorInvalid = "cursor.invalid"
    /// What was known at that batch cannot be asked for: not yet committed, or no longer kept.
    case knownAtUnknown = "knownAt.unknown"
    /// The service is stopping.
    case serviceStopping = "service.stopping"

    /// The number of the error object.
    public var number: Int {
        switch self {
        case .parse: -32700
        case .invalidRequest: -32600
        case .methodNotFound: -32601
        case .invalidParameters: -32602
        case .internalError: -32603
        case .modelNotFound: -32000
        case .organizationNotFound: -32001
        case .countryUnknown: -32002
        case .scoringUnavailable: -32003
        case .storeUnavailable: -32004
        case .deadlineExceeded: -32005
        case .cancelled: -32006
        case .limitExceeded: -32007
        case .epochLoading: -32008
        case .resultTooLarge: -32009
        case .peerForbidden: -32010
        case .cursorInvalid: -32011
        case .knownAtUnknown: -32012
        case .serviceStopping: -32013
        case .seriesUnknown: -32014
        }
    }

    /// What it means, for descriptions of methods.
    public var meaning: String {
        switch self {
        case .parse: "The line is not one JSON text."
        case .invalidRequest: "The line is no JSON-RPC 2.0 request; batches are not served."
        case .methodNotFound: "There is no such method here."
        case .invalidParameters: "A parameter is missing, unknown, or not what it should be."
        case .internalError: "A defect of the service."
        case .modelNotFound: "No model of this name."
        case .organizationNotFound: "No organization of this name."
        case .countryUnknown: "Neither a country nor a region."
        case .scoringUnavailable: "The scoring service does not answer."
        case .storeUnavailable: "The store does not answer."
        case .deadlineExceeded: "The time the asker gave has passed."
        case .cancelled: "The asker took the question back."
        case .limitExceeded: "More questions than the limits allow."
        case .epochLoading: "No epoch has been loaded yet."
        case .resultTooLarge: "The answer is longer than a line may be; ask for less."
        case .peerForbidden: "The peer may not ask this."
        case .cursorInvalid: "The cursor is not one of ours, or its epoch is gone."
        case .knownAtUnknown: "What was known at that batch cannot be asked for."
        case .serviceStopping: "The service is stopping."
        case .seriesUnknown: "No series of this name."
        }
    }
}
