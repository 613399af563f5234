import Glibc
import NIOCore
import Synchronization

extension LineConnection {
    /// Appends bytes (whole lines, each with its LF) to what will be sent at the end of this turn of the loop.
    /// After ``close(afterFlush:)`` they are dropped: the peer was promised nothing more.
    public func write(_ bytes: [UInt8]) { withWriteBuffer { $0.writeBytes(bytes) } }

    /// Appends bytes of any other kind.
    public func write(contentsOf bytes: some Sequence<UInt8>) { withWriteBuffer { $0.writeBytes(bytes) } }

    /// Appends the bytes of a buffer that is valid during this call.
    public func write(_ bytes: UnsafeRawBufferPointer) { withWriteBuffer { $0.writeBytes(bytes) } }

    /// Appends text as UTF-8.
    public func write(_ text: String) { withWriteBuffer { $0.writeString(text) } }

    /// Lets `body` append to the pending bytes in place.
    public func withWriteBuffer(_ body: (inout LineWriteBuffer) -> Void) {
        eventLoop.assertInEventLoop()
        guard closing == .open else { return }
        var buffer = LineWriteBuffer(bytes: ByteBuffer())
        swap(&buffer.bytes, &pending)
        body(&buffer)
        swap(&buffer.bytes, &pending)
        if pending.readableBytes >= limits.flushThresholdBytes {
            flushPending()
        } else if !inRead {
            scheduleFlush()
        }
    }

    /// Sends what is pending now instead of at the end of the turn.
    public func flush() {
        eventLoop.assertInEventLoop()
        flushPending()
    }

    /// Whether the peer keeps up: fewer than ``LineLimits/maxPendingWriteBytes`` wait for it.
    public var isWritable: Bool { channel.isWritable && pending.readableBytes < limits.maxPendingWriteBytes }

    /// Sends bytes from any thread, in the order of the calls. Many small calls become few large writes.
    /// - Returns: false when the connection is closed and the bytes were dropped.
    @discardableResult
    public func send(_ bytes: some Sequence<UInt8>) -> Bool { enqueue(bytes) != nil }

    /// Waits until the peer keeps up with what was sent, or the connection is gone. From any thread.
    public func writable() async {
        await withCheckedContinuation { continuation in
            eventLoop.execute {
                if self.closing != .open || self.isWritable {
                    continuation.resume()
                } else {
                    self.writableWaiters.append(continuation)
                }
            }
        }
    }

    /// Appends to the outbox; returns how much waits there, or nil when the connection is closed.
    func enqueue(_ bytes: some Sequence<UInt8>) -> Int? {
        let (waiting, schedule) = outbox.withLock { box -> (Int?, Bool) in
            guard !box.closed else { return (nil, false) }
            box.bytes.writeBytes(bytes)
            defer { box.scheduled = true }
            return (box.bytes.readableBytes, !box.scheduled)
        }
        if schedule { eventLoop.execute { self.takeOutbox() } }
        return waiting
    }

    func takeOutbox() {
        var bytes = outbox.withLock { box in
            box.scheduled = false
            let bytes = box.bytes
            box.bytes = ByteBuffer()
            return bytes
        }
        guard closing == .open, bytes.readableBytes > 0 else { return }
        if pending.readableBytes == 0 { pending = bytes } else { pending.writeBuffer(&bytes) }
        flushPending()
    }

    func flushPending() {
        guard pending.readableBytes > 0, let context, closing == .open else { return }
        // Taken out first: the write can call back into here, and must not find the same bytes again.
        var bytes = ByteBuffer()
        swap(&bytes, &pending)
        handedOver += bytes.readableBytes
        sendAtOnce(&bytes)
        if bytes.readableBytes > 0 {
            mayWait = true
            context.writeAndFlush(NIOAny(bytes), promise: nil)
        }
        // The storage is free again when the kernel took all of it, the usual case; a large one is given back.
        if pending.capacity == 0, bytes.capacity <= 4 * limits.flushThresholdBytes {
            bytes.clear()
            pending = bytes
        }
        guard mayWait, !channel.isWritable else { return }
        if bufferedBytes > limits.abandonPendingWriteBytes { closeNow(.writeOverflow) }
    }

    /// Gives the kernel what it takes of `bytes` now, past the channel, unless something waits there that must go first.
    /// The usual answer is on its way so; what is left, and every error, is the channel's, as all writing was before.
    private func sendAtOnce(_ bytes: inout ByteBuffer) {
        if mayWait { mayWait = bufferedBytes > 0 }
        // The channel closes the descriptor and stops being active before anybody is told.
        guard !mayWait, channel.isActive, let descriptor else { return }
        let sent = bytes.withUnsafeReadableBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        }
        if sent > 0 { bytes.moveReaderIndex(forwardBy: sent) }
    }

    func writabilityChanged() {
        let writable = channel.isWritable
        if writable { resumeWaiters() }
        guard closing == .open else { return }
        if writable { resume(.writes) } else if side == .server { pause(.writes) }
        tellWritability()
    }

    func tellWritability() {
        guard closing == .open else { return }
        if isTelling { return missed.formUnion(.writability) }
        tell { handler?.writabilityChanged(channel.isWritable, self) }
        if !inRead { flushPending() }
    }

    func resumeWaiters() {
        for waiter in writableWaiters { waiter.resume() }
        writableWaiters.removeAll()
    }

    private func scheduleFlush() {
        guard !flushScheduled else { return }
        flushScheduled = true
        eventLoop.execute {
            self.flushScheduled = false
            self.flushPending()
        }
    }
}

/// Bytes to be sent, appended in place.
public struct LineWriteBuffer {
    var bytes: ByteBuffer

    /// Appends bytes.
    public mutating func writeBytes(_ more: some Sequence<UInt8>) { bytes.writeBytes(more) }

    /// Appends the bytes of a buffer that is valid during this call.
    public mutating func writeBytes(_ more: UnsafeRawBufferPointer) { bytes.writeBytes(more) }

    /// Appends text as UTF-8.
    public mutating func writeString(_ text: String) { bytes.writeString(text) }

    /// Appends in place: `body` fills at most `count` bytes of the memory it gets and returns how many it wrote.
    public mutating func append(atMost count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) {
        bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { body($0) }
    }
}
