internal import CLibPQ

/// Owns one result of libpq and frees it.
final class QueryResult {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    var tag: CommandTag {
        CommandTag(
            text: String(cString: PQcmdStatus(pointer)), rows: Int(String(cString: PQcmdTuples(pointer))) ?? 0)
    }

    /// The error this result carries; nil condition code means that libpq itself made it up because the link broke.
    func failure(during operation: String) -> PostgresError {
        guard let state = diagnostic(pointer, DIAG_SQLSTATE) else {
            return .connectionLost(during: operation, reason: firstLine(PQresultErrorMessage(pointer)))
        }
        return .server(
            ServerError(
                state: SQLState(state), severity: diagnostic(pointer, DIAG_SEVERITY) ?? "ERROR",
                message: diagnostic(pointer, DIAG_MESSAGE) ?? "", detail: diagnostic(pointer, DIAG_DETAIL),
                hint: diagnostic(pointer, DIAG_HINT), schema: diagnostic(pointer, DIAG_SCHEMA),
                table: diagnostic(pointer, DIAG_TABLE), column: diagnostic(pointer, DIAG_COLUMN),
                constraint: diagnostic(pointer, DIAG_CONSTRAINT)))
    }
}

/// The first line of a message of libpq, which may run over several.
func firstLine(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "no reason given" }
    let whole = String(cString: text)
    let line = whole.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
    return line.isEmpty ? "no reason given" : line
}
