/// What the server said about a statement it refused.
public struct ServerError: Error, Sendable, Equatable {
    /// The condition code.
    public var state: SQLState
    /// `ERROR`, `FATAL` or `PANIC`, in English whatever the server's language.
    public var severity: String
    /// The server's sentence. Class 22 sentences may quote data; `description` leaves those out.
    public var message: String
    /// The server's second sentence; often quotes row data, so it is never part of `description`.
    public var detail: String?
    public var hint: String?
    public var schema: String?
    public var table: String?
    public var column: String?
    public var constraint: String?

    /// The session ends with this error.
    public var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }
}

extension ServerError: CustomStringConvertible {
    /// The condition and the names involved, without row data.
    public var description: String {
        // Data exceptions and exceptions raised by functions may quote values in their first sentence.
        let quotesData = state.classCode == "22" || state.classCode == "P0"
        var text = "Postgres answered \(severity) \(state)"
        if !quotesData { text += ": \(message)" }
        let names = [("table", table), ("column", column), ("constraint", constraint)]
        for (kind, name) in names {
            if let name { text += " (\(kind) \(name))" }
        }
        return text
    }
}
