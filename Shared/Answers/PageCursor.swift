import Measures
import Wire

/// Where a next page begins, as text that means something to us only.
///
/// It stands for a place in the order rather than for rows of one epoch, so it still works when a newer epoch has come:
/// the next page then begins behind the last entry that was seen, as things are ranked now.
package struct Cursor {
    /// The epoch of the page before.
    package var epoch: Int64
    /// Of the parameters: a cursor belongs to one question.
    package var hash: UInt64
    /// How many entries came before.
    package var offset: Int
    /// The last entry's figure as an ordering key, and its store id.
    package var key: Int64
    package var id: Int32

    package init(epoch: Int64, hash: UInt64, offset: Int, key: Int64 = 0, id: Int32 = 0) {
        self.epoch = epoch
        self.hash = hash
        self.offset = offset
        self.key = key
        self.id = id
    }

    package var text: String {
        [UInt64(bitPattern: epoch), hash, UInt64(offset), UInt64(bitPattern: key), UInt64(UInt32(bitPattern: id))]
            .map { String($0, radix: 36) }.joined(separator: "-")
    }

    package var position: Leaderboard.Position { Leaderboard.Position(offset: offset, key: key, id: id) }

    /// Reads one; nil where none was given.
    package static func read(_ text: String?, hash: UInt64) throws(RPCError) -> Cursor? {
        guard let text else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt64($0, radix: 36) }
        guard parts.count == 5, let epoch = parts[0], let asked = parts[1],
            let offset = parts[2].flatMap({ Int(exactly: $0) }),
            let key = parts[3], let id = parts[4].flatMap({ UInt32(exactly: $0) }), offset < 1 << 40
        else {
            throw RPCError(
                .cursorInvalid, "this is no cursor of ours; leave it out to begin with the first page", path: "cursor")
        }
        guard asked == hash else {
            throw RPCError(
                .cursorInvalid,
                "this cursor belongs to a question with other parameters; only 'limit' may change between pages",
                path: "cursor")
        }
        return Cursor(
            epoch: Int64(bitPattern: epoch), hash: hash, offset: offset, key: Int64(bitPattern: key),
            id: Int32(bitPattern: id))
    }
}
