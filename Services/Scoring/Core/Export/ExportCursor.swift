import Domain
import Wire

/// Where an export goes on, and of which state: the epoch may move on in the middle, the pages stay of one state.
struct ExportCursor {
    var knownAt: Int64
    /// Microseconds since 1970; 0: nothing was ever observed.
    var asOf: Int64
    var hash: UInt64
    var offset: Int
    /// The page of the method's own list, for results.
    var inner: String?
    /// The columns that the first page found.
    var columns: [String]

    var text: String {
        [
            String(knownAt, radix: 36), String(asOf, radix: 36), String(hash, radix: 36), String(offset, radix: 36),
            inner ?? "", columns.joined(separator: ","),
        ].joined(separator: "~")
    }

    init(
        knownAt: Int64, asOf: Int64, hash: UInt64, offset: Int, inner: String? = nil, columns: [String] = []
    ) {
        self.knownAt = knownAt
        self.asOf = asOf
        self.hash = hash
        self.offset = offset
        self.inner = inner
        self.columns = columns
    }

    /// Reads one; nil where none was given.
    static func read(_ parameters: MethodParameters) throws(RPCError) -> ExportCursor? {
        guard let text = parameters.string("cursor") else { return nil }
        let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let knownAt = Int64(parts[0], radix: 36), knownAt >= 0,
            let asOf = Int64(parts[1], radix: 36), Timestamp.range.contains(Timestamp(microseconds: asOf)),
            let hash = UInt64(parts[2], radix: 36), let offset = Int(parts[3], radix: 36), offset >= 0
        else {
            throw RPCError(
                .cursorInvalid, "this is no cursor of ours; leave it out to begin with the first page", path: "cursor")
        }
        guard hash == parameters.questionHash else {
            throw RPCError(
                .cursorInvalid,
                "this cursor belongs to a question with other parameters; only 'limit' may change between pages",
                path: "cursor")
        }
        return ExportCursor(
            knownAt: knownAt, asOf: asOf, hash: hash, offset: offset, inner: parts[4].isEmpty ? nil : parts[4],
            columns: parts[5].split(separator: ",").map(String.init))
    }
}
