internal import CLibPQ

/// Cancels the running statement of one session, from any thread.
public final class CancelHandle: @unchecked Sendable {
    // Safe to share: PQcancel only reads the structure, and it is freed with the last reference.
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQfreeCancel(pointer) }

    /// Asks the server to cancel what the session runs now, which then fails with SQLSTATE 57014.
    ///
    /// Blocks for a short connection of its own; against a frozen server it may not return until the server does.
    public func cancel() throws(PostgresError) {
        var reason = [CChar](repeating: 0, count: 256)
        guard PQcancel(pointer, &reason, Int32(reason.count)) == 1 else {
            throw .connectionFailed(
                reason: reason.withUnsafeBufferPointer { firstLine($0.baseAddress) }, retryAfter: .zero)
        }
    }
}
