import Columns
import Wire

/// The answer of model.search, from the snapshot of any state.
package enum SearchAnswer {
    /// The measure's id and version.
    package static let definition = "search/1"
    /// A search shows this many models.
    package static let maximumOffset = 10_000

    /// A page of models.
    ///
    /// - Parameter proceed: false: nobody waits any more.
    package static func answer(
        _ parameters: MethodParameters, _ snapshot: Snapshot, maximumOffset: Int = maximumOffset,
        proceed: () -> Bool
    ) throws(RPCError) -> Answer {
        let query = parameters.string("query") ?? ""
        guard query.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
            throw RPCError(.invalidParameters, "'query' should name at least one word to look for", path: "query")
        }
        let limit = Int(parameters.integer("limit") ?? 20)
        let hash = parameters.questionHash
        let offset = try Cursor.read(parameters.string("cursor"), hash: hash)?.offset ?? 0
        guard offset <= maximumOffset else {
            throw RPCError(
                .cursorInvalid, "a search shows its first \(maximumOffset) models; make the query narrower",
                path: "cursor")
        }
        guard let found = NameSearch.run(query, in: snapshot, offset: offset, limit: limit, proceed: proceed) else {
            throw RPCError(.cancelled, "nobody waits for the answer")
        }
        let entries = found.hits.enumerated().map { place, hit -> JSONValue in
            [
                "rank": .integer(Int64(offset + place + 1)), "id": .string(snapshot.models.name[hit.row]),
                "value": hit.likes == .min ? .null : .integer(hit.likes), "match": .string("\(hit.match)"),
            ]
        }
        let next = offset + found.hits.count
        let cursor =
            next < found.total && next <= maximumOffset
            ? Cursor(epoch: snapshot.epoch(for: parameters) ?? 0, hash: hash, offset: next).text : nil
        return snapshot.answer(
            parameters, .array(entries), unit: "likes", definition: definition, numerator: found.total,
            denominator: snapshot.models.count, denominatorText: "model identities, placeholders included",
            reason: entries.isEmpty ? "no model's name holds these words, nor nearly" : nil, cursor: cursor)
    }
}
