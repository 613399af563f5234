/// What a service does with the lines of one connection.
///
/// One handler object is made per connection. Every method is called on the connection's event loop, never from two
/// threads at once nor from within another of them, and must not block: work that takes longer is handed to another
/// thread, which comes back through ``LineConnection/perform(_:)`` or ``LineConnection/send(_:)``.
///
/// The pointers handed over are valid only until the method returns.
public protocol LineHandler: AnyObject {
    /// The connection stands; nothing has been read yet.
    func connected(_ connection: LineConnection)

    /// One or more complete lines, each ended by LF: everything one read brought, at once.
    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection)

    /// One line was longer than ``LineLimits/maxLineBytes``. Called once per such line, in its place between the blocks;
    /// its bytes up to the next LF are skipped without being kept.
    func oversized(_ connection: LineConnection)

    /// The peer will send no more (half-close). `unterminated` holds a last line that was not ended by LF, mostly empty.
    /// The connection can still be written to; the handler ends it with ``LineConnection/close(afterFlush:)``.
    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection)

    /// The peer reads again after having been slow (`true`), or has stopped keeping up (`false`): reading from it is
    /// paused meanwhile. What changes while a handler is being called is told when that is over, as it is then: several
    /// changes may be told as one, and nothing as new.
    func writabilityChanged(_ writable: Bool, _ connection: LineConnection)

    /// The server stops: finish what was begun, then close. The default closes after the pending writes.
    func shuttingDown(_ connection: LineConnection)

    /// The last call: the connection is gone, ``LineConnection/closeReason`` says why.
    func closed(_ connection: LineConnection)
}

extension LineHandler {
    public func writabilityChanged(_ writable: Bool, _ connection: LineConnection) {}

    public func shuttingDown(_ connection: LineConnection) { connection.close(afterFlush: true) }
}
