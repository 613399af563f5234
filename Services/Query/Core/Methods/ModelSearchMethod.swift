import Columns
import Wire

/// Models by parts of their names.
struct ModelSearchMethod: GatewayMethod {
    static let definition = "search/1"

    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        let maximumOffset = gateway.configuration.maximumSearchOffset
        return .compute { () throws(RPCError) in
            let snapshot = try question.epoch()
            let query = question.parameters.string("query") ?? ""
            guard query.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
                throw RPCError(.invalidParameters, "'query' should name at least one word to look for", path: "query")
            }
            let limit = Int(question.parameters.integer("limit") ?? 20)
            let hash = question.parameters.questionHash
            let offset = try Cursor.read(question.parameters.string("cursor"), hash: hash)?.offset ?? 0
            guard offset <= maximumOffset else {
                throw RPCError(
                    .cursorInvalid, "a search shows its first \(maximumOffset) models; make the query narrower",
                    path: "cursor")
            }
            let found = NameSearch.run(query, in: snapshot, offset: offset, limit: limit) { question.isWanted() }
            guard let found else { throw RPCError(.cancelled, "nobody waits for the answer") }
            let entries = found.hits.enumerated().map { place, hit -> JSONValue in
                [
                    "rank": .integer(Int64(offset + place + 1)), "id": .string(snapshot.models.name[hit.row]),
                    "value": hit.likes == .min ? .null : .integer(hit.likes), "match": .string("\(hit.match)"),
                ]
            }
            let next = offset + found.hits.count
            let cursor =
                next < found.total && next <= maximumOffset
                ? Cursor(epoch: snapshot.header.number, hash: hash, offset: next).text : nil
            return question.answer(
                snapshot, .array(entries), unit: "likes", definition: Self.definition, numerator: found.total,
                denominator: snapshot.models.count, denominatorText: "model identities, placeholders included",
                reason: entries.isEmpty ? "no model's name holds these words, nor nearly" : nil, cursor: cursor)
        }
    }
}
