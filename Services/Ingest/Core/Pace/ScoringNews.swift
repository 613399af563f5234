import LineSocket
import Wire

/// What scoring says on the doorbell's connection: its epochs.
final class ScoringNews: LineHandler {
    private let pacing: Pacing

    init(_ pacing: Pacing) { self.pacing = pacing }

    /// Asked right after connecting.
    static let subscription: [UInt8] = {
        var line: [UInt8] = []
        RPCRequest(id: .integer(1), method: MethodDefinition.subscribe.name, parameters: [:]).write(into: &line)
        return line
    }()

    func connected(_ connection: LineConnection) { connection.write(Self.subscription) }

    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        for line in block.split(separator: UInt8(ascii: "\n")) { read(UnsafeRawBufferPointer(rebasing: line)) }
    }

    /// What cannot be read is no news: without news nobody is held back for long.
    private func read(_ line: UnsafeRawBufferPointer) {
        switch try? RPCAnswer.parse(line) {
        case .result(_, let epoch, _): pacing.subscribed(batch: Self.batch(epoch) ?? 0)
        case .notification(let news) where news.method == "epoch.published":
            if let batch = Self.batch(news.parameters) { pacing.published(batch) }
        case .notification, .error, nil: break
        }
    }

    private static func batch(_ epoch: JSONValue) -> Int64? {
        guard case .integer(let batch)? = epoch["batch"] else { return nil }
        return batch
    }

    func oversized(_ connection: LineConnection) {}

    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        connection.close(afterFlush: false)
    }

    func closed(_ connection: LineConnection) { pacing.forget() }
}
