import LineSocket
import Wire

/// One connection of a stream, as replies.
final class Conversation {
    let client: LineClient
    private let path: String
    private var replies: [Reply] = []
    private var next = 0

    init(_ client: LineClient, path: String) {
        self.client = client
        self.path = path
    }

    /// The next reply; nil when the service has ended the connection.
    func reply(isolation: isolated (any Actor)? = #isolation) async throws(ClientError) -> Reply? {
        while next == replies.count {
            replies.removeAll(keepingCapacity: true)
            next = 0
            do throws(LineSocketError) {
                guard let block = try await client.blocks.next() else { return nil }
                try parse(block)
            } catch { throw ClientError(error, .ingest, path) }
        }
        defer { next += 1 }
        return replies[next]
    }

    /// A line cut short by the end of the connection is no reply, and no fault of anybody's.
    private func parse(_ block: [UInt8]) throws(LineSocketError) {
        guard block.last == UInt8(ascii: "\n") else { return }
        var fault: JSONFault?
        block.withUnsafeBytes { block in
            for line in block.split(separator: UInt8(ascii: "\n")) where fault == nil {
                do throws(JSONFault) {
                    replies.append(try Reply.parse(UnsafeRawBufferPointer(rebasing: line)))
                } catch { fault = error }
            }
        }
        if let fault { throw .closed(.failed("the service sent a line that is no reply: \(fault.sentence)")) }
    }
}
