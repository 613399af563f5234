import Columns
import Domain
import Measures
import Wire

/// Where the next page begins: of one question, within one state, so that pages fit together.
enum Cursor {
    static func make(_ offset: Int, _ parameters: MethodParameters, of past: AskedState) -> String {
        "\(past.world.batch)-\(asOf(past))-\(String(parameters.questionHash, radix: 36))-\(offset)"
    }

    static func offset(_ parameters: MethodParameters, of past: AskedState) throws(RPCError) -> Int {
        guard let cursor = parameters.string("cursor") else { return 0 }
        let parts = cursor.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, let batch = Int64(parts[0]), let time = Int64(parts[1]),
            let asked = UInt64(parts[2], radix: 36), let offset = Int(parts[3]), offset >= 0
        else {
            throw RPCError(
                .cursorInvalid, "this is no cursor of ours; leave it out to begin with the first page", path: "cursor")
        }
        guard asked == parameters.questionHash else {
            throw RPCError(
                .cursorInvalid,
                "this cursor belongs to a question with other parameters; only 'limit' may change between pages",
                path: "cursor")
        }
        guard batch == past.world.batch, time == asOf(past) else {
            throw RPCError(
                .cursorInvalid, "the world has moved on since the page before: begin again without the cursor",
                path: "cursor")
        }
        return offset
    }

    private static func asOf(_ past: AskedState) -> Int64 { past.world.asOf == .null ? 0 : past.world.asOf }
}
