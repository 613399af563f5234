import Glibc
import NIOCore
import Synchronization

extension LineConnection {
    /// Ends the connection.
    ///
    /// With `afterFlush`, everything written before is delivered first: the output is closed once the kernel has all of
    /// it, and the peer's remaining input is drained for up to ``LineLimits/lingerDeadline``, because a socket closed with
    /// unread input makes the peer lose the last lines. Without it, the connection is cut.
    public func close(afterFlush: Bool = true) {
        eventLoop.assertInEventLoop()
        guard closing == .open else { return }
        guard afterFlush, let context else { return closeNow(.byUs) }
        takeOutbox()
        flushPending()
        guard closing == .open else { return }
        refuseSends()
        closing = .flushing
        held.removeAll()
        // The peer went away meanwhile: there is nobody to flush for.
        if missed.contains(.end) { return }
        let flushed = eventLoop.makePromise(of: Void.self)
        // An empty write is done when everything before it is.
        context.writeAndFlush(NIOAny(ByteBuffer()), promise: flushed)
        flushed.futureResult.assumeIsolated().whenComplete { _ in self.flushedForClose() }
    }

    /// Closes this side's output after the pending writes and goes on reading: what a client does after its last line.
    public func closeOutput() {
        eventLoop.assertInEventLoop()
        takeOutbox()
        flushPending()
        guard closing == .open, let context else { return }
        refuseSends()
        let flushed = eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(NIOAny(ByteBuffer()), promise: flushed)
        flushed.futureResult.assumeIsolated().whenComplete { _ in
            guard self.closing == .open else { return }
            self.channel.close(mode: .output, promise: nil)
        }
    }

    private func flushedForClose() {
        guard closing == .flushing else { return }
        guard input == .open else { return closeNow(.byUs) }
        closing = .draining
        closeReason = .byUs
        paused = []
        setAutoRead(true)
        channel.close(mode: .output, promise: nil)
        eventLoop.scheduleTask(in: TimeAmount(limits.lingerDeadline)) { self.closeNow(.byUs) }
    }

    /// Cuts the connection, whatever is pending.
    func closeNow(_ reason: LineCloseReason) {
        guard closing != .closed else { return }
        closeReason = closeReason ?? (missed.contains(.end) ? .byPeer : reason)
        refuseSends()
        if closing == .open { closing = .flushing }
        held.removeAll()
        channel.close(mode: .all, promise: nil)
    }

    private func refuseSends() { outbox.withLock { $0.closed = true } }

    // MARK: what the channel tells

    func activated(_ context: ChannelHandlerContext) {
        self.context = context
        startSweep()
        tell { handler?.connected(self) }
        if !inRead { flushPending() }
    }

    func failed(_ error: any Error) {
        guard closing != .closed, closeReason == nil else { return }
        // A peer that is simply gone is no failure.
        if let error = error as? IOError, error.errnoCode == ECONNRESET || error.errnoCode == EPIPE {
            closeReason = .byPeer
        } else {
            closeReason = .failed("\(error)")
        }
        channel.close(mode: .all, promise: nil)
    }

    func inactivated() {
        guard closing != .closed else { return }
        if isTelling { return missed.formUnion(.end) }
        deliverRest()
        closing = .closed
        closeReason = closeReason ?? .byPeer
        refuseSends()
        sweep?.cancel()
        resumeWaiters()
        let handler = handler
        self.handler = nil
        context = nil
        held.removeAll()
        handler?.closed(self)
        onClosed?()
        onClosed = nil
    }

    // MARK: deadlines

    private func startSweep() {
        let deadlines = [limits.writeStallDeadline, limits.lineDeadline, limits.idleDeadline].compactMap { $0 }
        guard let shortest = deadlines.min() else { return }
        let interval = min(max(shortest / 4, .milliseconds(5)), .seconds(1))
        let amount = TimeAmount(interval)
        sweep = eventLoop.scheduleRepeatedTask(initialDelay: amount, delay: amount) { [weak self] _ in
            self?.checkDeadlines(.now())
        }
    }

    private func checkDeadlines(_ now: NIODeadline) {
        let buffered = bufferedBytes
        if buffered == 0 {
            stalledAt = nil
        } else if let stalled = stalledAt, stalled.taken == handedOver - buffered {
            if let most = limits.writeStallDeadline, now - stalled.since >= TimeAmount(most) {
                return closeNow(.writeStalled)
            }
        } else {
            stalledAt = (handedOver - buffered, now)
            lastActivity = now
        }
        guard closing == .open, paused.isEmpty else { return }
        if let most = limits.lineDeadline, let began = lineBegan, now - began >= TimeAmount(most) {
            return closeNow(.lineDeadline)
        }
        if let most = limits.idleDeadline, buffered == 0, now - lastActivity >= TimeAmount(most) { closeNow(.idle) }
    }
}
