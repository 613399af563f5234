import GroundswellClient
import Presentation
import Wire

/// One question to the gateway.
struct Question: Sendable {
    var method: MethodDefinition
    /// An object.
    var parameters: JSONValue
    /// Answered by what is remembered of any epoch, or not at all.
    var isFromMemory = false

    init(_ method: MethodDefinition, _ members: [JSONValue.Member] = []) {
        self.method = method
        parameters = .object(members)
    }

    /// What tells it from others.
    var key: String { method.name + " " + parameters.jsonText }

    /// It can be asked again in a year with the same answer: both times are named.
    var isPinned: Bool { parameters["asOf"] != nil && parameters["knownAt"] != nil }

    /// The line that goes over the socket.
    var line: String {
        let request: JSONValue = [
            "jsonrpc": "2.0", "id": 1, "method": .string(method.name), "params": parameters,
        ]
        return request.jsonText
    }

    /// The command that asks it.
    var command: String {
        var method = method
        method.example.parameters = parameters
        return MethodHelp.example(method)
    }
}

/// Why there is no answer.
struct Refusal: Error, Sendable, Equatable {
    /// A sentence for a person.
    var sentence: String
    /// The stable code of the gateway's error, or of the client's.
    var code: String
    /// Names that exist and look like the one asked for.
    var nearest: [String] = []
    /// What was asked about is not there, though the code is a more general one.
    var isNotFound = false

    init(_ sentence: String, code: String, nearest: [String] = []) {
        self.sentence = sentence
        self.code = code
        self.nearest = nearest
    }

    init(_ error: ClientError) {
        self.init("\(error)", code: error.code)
        if case .answered(let failure) = error { nearest = failure.nearest }
    }

    /// It may pass: the same question can be answered later.
    var mayPass: Bool {
        switch RPCErrorCode(rawValue: code) {
        case .scoringUnavailable, .storeUnavailable, .epochLoading, .serviceStopping, .limitExceeded,
            .deadlineExceeded, .cancelled:
            true
        // Not the gateway's word: the connection's.
        case nil: true
        default: false
        }
    }

    /// The status of a page that is about what was not found or not understood.
    var status: Int {
        if mayPass { return 503 }
        if isNotFound { return 404 }
        return switch RPCErrorCode(rawValue: code) {
        case .modelNotFound, .organizationNotFound, .countryUnknown, .seriesUnknown, .methodNotFound: 404
        case .invalidParameters, .cursorInvalid, .knownAtUnknown, .resultTooLarge: 400
        default: 502
        }
    }
}

/// A question and what came of it.
struct Reply: Sendable {
    var question: Question
    var result: Result<JSONValue, Refusal>

    /// The answer, where there is one.
    var answer: JSONValue? { try? result.get() }
    /// Its value; nil where there is none.
    var value: JSONValue? { answer?["value"].flatMap { $0 == .null ? nil : $0 } }
    /// The entries of a list.
    var entries: [JSONValue] {
        if case .array(let entries)? = value { entries } else { [] }
    }
    /// Why there is none.
    var refusal: Refusal? {
        if case .failure(let refusal) = result { refusal } else { nil }
    }
}
