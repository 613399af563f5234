import Synchronization

/// What a ``LineClient`` receives: blocks of complete lines, each ended by LF; what arrived since the last block comes
/// as one. At the end of input, a last line without LF comes as a block of its own.
///
/// For one reader. While blocks wait to be taken, the connection stops reading.
public final class LineBlocks: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    public typealias Failure = LineSocketError

    private struct State {
        var bytes: [UInt8] = []
        var unterminated: [UInt8] = []
        var reader: CheckedContinuation<Void, Never>?
        var paused = false
        var connection: LineConnection?
        var finished = false
        var closeReason: LineCloseReason?
        var failure: LineSocketError?
    }

    private let state = Mutex(State())
    private let maxBufferedBytes: Int
    private let maxLineBytes: Int

    init(maxBufferedBytes: Int, maxLineBytes: Int) {
        self.maxBufferedBytes = maxBufferedBytes
        self.maxLineBytes = maxLineBytes
    }

    /// Why the connection ended; nil while it stands.
    public var closeReason: LineCloseReason? { state.withLock { $0.closeReason } }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let blocks: LineBlocks

        /// The next block; nil when the service has ended its output, or the waiting task was cancelled.
        /// - Throws: ``LineSocketError/lineTooLong(limit:)``; ``LineSocketError/closed(_:)`` when the connection broke.
        public mutating func next() async throws(LineSocketError) -> [UInt8]? { try await blocks.next() }

        /// The same, from within an actor.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(LineSocketError) -> [UInt8]? {
            try await blocks.next()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(blocks: self) }

    private enum Taken {
        case block([UInt8], LineConnection?)
        case end
        case failed(LineSocketError)
        case wait
    }

    /// The next block; the same as the iterator's.
    public func next() async throws(LineSocketError) -> [UInt8]? {
        while true {
            switch take() {
            case .block(let bytes, let resumed):
                resumed?.perform { $0.resumeReading() }
                return bytes
            case .end: return nil
            case .failed(let error): throw error
            case .wait:
                guard !Task.isCancelled else { return nil }
                await wait()
            }
        }
    }

    private func take() -> Taken {
        state.withLock { state in
            var block: [UInt8] = []
            if !state.bytes.isEmpty {
                swap(&block, &state.bytes)
            } else if !state.unterminated.isEmpty {
                swap(&block, &state.unterminated)
            } else if let failure = state.failure {
                return .failed(failure)
            } else {
                return state.finished ? .end : .wait
            }
            let resumed = state.paused ? state.connection : nil
            state.paused = false
            return .block(block, resumed)
        }
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state in
                    let nothing = state.bytes.isEmpty && state.unterminated.isEmpty
                    guard nothing, !state.finished, state.failure == nil, !Task.isCancelled else { return true }
                    state.reader = continuation
                    return false
                }
                if ready { continuation.resume() }
            }
        } onCancel: {
            state.withLock { taken(&$0.reader) }?.resume()
        }
    }

    /// Called on the event loop.
    fileprivate func append(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        let (reader, pause) = state.withLock { state in
            state.bytes.append(contentsOf: block)
            let pause = state.bytes.count >= maxBufferedBytes && !state.paused
            if pause {
                state.paused = true
                state.connection = connection
            }
            return (taken(&state.reader), pause)
        }
        if pause { connection.pauseReading() }
        reader?.resume()
    }

    fileprivate func finish(
        unterminated: [UInt8] = [], reason: LineCloseReason? = nil, failure: LineSocketError? = nil
    ) {
        let reader = state.withLock { state in
            if !unterminated.isEmpty { state.unterminated = unterminated }
            if !state.finished, state.failure == nil { state.failure = failure }
            state.closeReason = state.closeReason ?? reason
            state.finished = true
            state.connection = nil
            return taken(&state.reader)
        }
        reader?.resume()
    }

    fileprivate func tooLong() { finish(failure: .lineTooLong(limit: maxLineBytes)) }
}

private func taken<Value>(_ optional: inout Value?) -> Value? {
    defer { optional = nil }
    return optional
}

/// Gathers blocks for a ``LineBlocks``.
final class BlockCollector: LineHandler {
    private let blocks: LineBlocks

    init(_ blocks: LineBlocks) { self.blocks = blocks }

    func connected(_ connection: LineConnection) {}

    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) { blocks.append(block, connection) }

    func oversized(_ connection: LineConnection) {
        blocks.tooLong()
        connection.close(afterFlush: false)
    }

    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        blocks.finish(unterminated: Array(unterminated))
    }

    func closed(_ connection: LineConnection) {
        let reason = connection.closeReason ?? .byPeer
        let broken = reason == .byPeer || reason == .byUs ? nil : LineSocketError.closed(reason)
        blocks.finish(reason: reason, failure: broken)
    }
}
