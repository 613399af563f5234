import Synchronization

/// What happens in the world, as it happens: every event once, however often the connection breaks.
///
///     for try await event in gateway.watch(.init(kinds: [.record, .license], country: "CN")) {
///         print(event.text)
///     }
///
/// It has a connection of its own. When that breaks, or the gateway restarts, it connects again and goes on from the last
/// batch that was told in whole; what had come after that is left out when it comes again. A consumer that is slow is
/// waited for by the gateway within limits, then cut off; it goes on the same way. It ends when its task is cancelled, and
/// throws `ClientError` where asking again cannot help.
public struct WatchSequence: AsyncSequence, Sendable {
    public typealias Element = WatchEvent
    public typealias Failure = ClientError

    /// How far it has come, for who wants to go on later: `WatchOptions.from`.
    public final class Position: Sendable {
        private let state = Mutex<Int64?>(nil)

        /// Everything up to this batch has been told; nil: it has not begun.
        public var batch: Int64? { state.withLock { $0 } }

        func reach(_ batch: Int64) { state.withLock { $0 = batch } }
    }

    /// How far the sequence has come, of all its iterators the one that came last.
    public let position = Position()
    let path: String
    let options: WatchOptions
    let client: GatewayClient.Options

    public func makeAsyncIterator() -> Iterator { Iterator(reader: WatchReader(self)) }

    public struct Iterator: AsyncIteratorProtocol {
        let reader: WatchReader

        public mutating func next() async throws(ClientError) -> WatchEvent? { try await reader.next() }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ClientError) -> WatchEvent? { try await reader.next() }
    }
}

extension GatewayClient {
    /// Events as they happen.
    public nonisolated func watch(_ options: WatchOptions = .init()) -> WatchSequence {
        WatchSequence(path: path, options: options, client: self.options)
    }
}
