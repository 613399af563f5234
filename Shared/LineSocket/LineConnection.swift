import NIOCore
import Synchronization

/// One connection that carries lines, on the server's side or the client's.
///
/// Confined to its event loop: unless a member says otherwise, it may be used only from within the methods of its
/// ``LineHandler`` or from ``perform(_:)``. From anywhere else, use ``send(_:)`` and ``perform(_:)``.
// Unchecked: the mutable state is touched on the event loop only (checked in debug builds), the outbox has its lock.
public final class LineConnection: @unchecked Sendable {
    /// A number that no other connection of this process has. From any thread.
    public let id: UInt64
    /// Who is at the other end. From any thread.
    public let peer: PeerCredentials
    /// The limits this connection keeps. From any thread.
    public let limits: LineLimits

    let side: Side
    let eventLoop: any EventLoop
    let channel: any Channel
    var handler: (any LineHandler)?
    /// What it shares with the other connections of its user; nil on the client's side.
    var account: PeerAccount?
    /// Set while the connection is in its channel's pipeline.
    var context: ChannelHandlerContext?

    // Telling (LineConnection+Telling)
    var isTelling = false
    var missed: Missed = []

    // Reading (LineConnection+Reading)
    var framer: LineFramer
    var paused: PauseReasons = []
    var autoRead = true
    var held = CircularBuffer<ByteBuffer>()
    var heldScheduled = false
    var inRead = false
    var input = InputState.open
    var allowance: Double
    var allowanceAt: NIODeadline
    var lineBegan: NIODeadline?

    // Writing (LineConnection+Writing)
    var pending = ByteBuffer()
    var handedOver = 0
    /// Whether the channel may hold bytes that the kernel has not taken.
    var mayWait = false
    /// The channel's socket, to be used only while the channel is active.
    var descriptor: CInt?
    var flushScheduled = false
    var stalledAt: (taken: Int, since: NIODeadline)?
    var writableWaiters: [CheckedContinuation<Void, Never>] = []
    let outbox = Mutex(Outbox())

    // Closing (LineConnection+Closing)
    var closing = ClosingState.open
    var lastActivity: NIODeadline
    var sweep: RepeatedTask?
    var onClosed: (() -> Void)?

    /// Bytes received so far.
    public internal(set) var bytesReceived = 0
    /// Requests begun and not ended, as told through ``adjustInFlight(by:)``.
    public internal(set) var inFlight = 0
    /// Why the connection ended; nil while it stands.
    public internal(set) var closeReason: LineCloseReason?

    private static let ids = Atomic<UInt64>(0)

    init(channel: any Channel, peer: PeerCredentials, limits: LineLimits, side: Side) {
        id = Self.ids.wrappingAdd(1, ordering: .relaxed).newValue
        self.channel = channel
        self.peer = peer
        self.limits = limits
        self.side = side
        eventLoop = channel.eventLoop
        framer = LineFramer(maxLineBytes: limits.maxLineBytes)
        let now = NIODeadline.now()
        lastActivity = now
        allowance = Double(limits.maxBytesPerSecond ?? 0)
        allowanceAt = now
    }

    /// Whether the connection can still be written to. It may end at any moment after.
    public var isOpen: Bool { closing == .open }

    /// Whether the peer may still read what is written. Once it is gone, lines that it has left are still handed over, for they
    /// may be records; what only asks for an answer need not be looked at.
    public var hasReader: Bool { closing == .open && channel.isActive }

    /// Bytes written so far that the kernel has not taken yet because the peer does not read them.
    public var pendingWriteBytes: Int { pending.readableBytes + bufferedBytes }

    /// Bytes handed to the kernel so far.
    public var bytesSent: Int { handedOver - bufferedBytes }

    /// Runs `body` on the connection's event loop, soon. From any thread; once the connection is gone, `body` still runs
    /// and finds ``isOpen`` false.
    public func perform(_ body: @escaping @Sendable (LineConnection) -> Void) {
        eventLoop.execute { self.tell { body(self) } }
    }

    /// Runs `body` on the event loop with the connection's handler, if it still has one of that type. From any thread.
    public func perform<Handler: LineHandler & SendableMetatype>(
        with type: Handler.Type, _ body: @escaping @Sendable (Handler, LineConnection) -> Void
    ) {
        eventLoop.execute {
            guard let handler = self.handler as? Handler else { return }
            self.tell { body(handler, self) }
        }
    }

    /// Runs `body` on the event loop after a while with the connection's handler, if it still has one of that type. From any
    /// thread. Lighter than a task that sleeps: for deadlines that are rarely met.
    public func schedule<Handler: LineHandler & SendableMetatype>(
        in delay: Duration, with type: Handler.Type, _ body: @escaping @Sendable (Handler, LineConnection) -> Void
    ) -> LineTimer {
        LineTimer(
            scheduled: eventLoop.scheduleTask(in: TimeAmount(delay)) {
                guard let handler = self.handler as? Handler else { return }
                self.tell { body(handler, self) }
            })
    }

    var bufferedBytes: Int { (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0 }
}

/// Something that happens later on an event loop, unless it is cancelled before.
public struct LineTimer: Sendable {
    let scheduled: Scheduled<Void>

    public func cancel() { scheduled.cancel() }
}

/// Why reading is paused; it goes on when no reason is left.
struct PauseReasons: OptionSet {
    let rawValue: UInt8
    static let handler = Self(rawValue: 1)
    static let writes = Self(rawValue: 2)
    static let rate = Self(rawValue: 4)
    static let inFlight = Self(rawValue: 8)
    static let userRate = Self(rawValue: 16)
}

/// Which end of the connection this is.
enum Side { case server, client }

/// How far the peer's input has come.
enum InputState { case open, ended, told }

/// How far closing has come: `flushing` waits for the last writes, `draining` for the peer's end.
enum ClosingState { case open, flushing, draining, closed }

/// What other threads have sent and the event loop has not taken over yet.
struct Outbox {
    var bytes = ByteBuffer()
    var scheduled = false
    var closed = false
}
