import NIOCore

extension LineConnection {
    /// Stops reading: the peer is slowed down by the kernel once its buffers are full, nothing is lost. Lines already
    /// received wait and are handed over after ``resumeReading()``, except when the peer is gone for good: then the rest
    /// (at most what the kernel's buffers held) is handed over at once, before ``LineHandler/closed(_:)``.
    public func pauseReading() { pause(.handler) }

    /// Goes on reading after ``pauseReading()``. The lines that waited come in a later turn of the loop, never from
    /// within this call.
    public func resumeReading() { resume(.handler) }

    /// Whether reading is paused, by the handler or by a limit.
    public var isReadingPaused: Bool { !paused.isEmpty }

    /// Counts requests as begun (positive) or ended (negative). At ``LineLimits/maxInFlight`` reading pauses until half
    /// of them have ended. Lines of the current block still come, so the count can pass the limit by one block.
    public func adjustInFlight(by change: Int) {
        eventLoop.assertInEventLoop()
        inFlight += change
        guard let most = limits.maxInFlight else { return }
        if inFlight >= most { pause(.inFlight) } else if inFlight <= most / 2 { resume(.inFlight) }
    }

    func pause(_ reason: PauseReasons) {
        eventLoop.assertInEventLoop()
        let wasReading = paused.isEmpty
        paused.insert(reason)
        if wasReading { setAutoRead(false) }
    }

    func resume(_ reason: PauseReasons) {
        eventLoop.assertInEventLoop()
        guard paused.contains(reason) else { return }
        paused.remove(reason)
        if isTelling { missed.formUnion(.input) } else if paused.isEmpty { scheduleHeld() }
    }

    func received(_ buffer: ByteBuffer) {
        inRead = true
        bytesReceived += buffer.readableBytes
        lastActivity = .now()
        guard closing == .open else { return }
        chargeRate(buffer.readableBytes)
        if held.isEmpty, paused.subtracting(.rates).isEmpty, !isTelling, !heldScheduled {
            // A rate limit pauses what comes next; the bytes already here are handed over.
            tell { deliver(buffer, evenIfPaused: paused) }
        } else {
            held.append(buffer)
            if isTelling { missed.formUnion(.input) }
        }
    }

    func readCompleted() {
        inRead = false
        flushPending()
    }

    func inputEnded() {
        lastActivity = .now()
        guard input == .open else { return }
        input = .ended
        if closing == .draining { return closeNow(.byUs) }
        if isTelling { return missed.formUnion(.input) }
        if held.isEmpty, paused.subtracting(.rates).isEmpty, !heldScheduled { tellEndOfInput() }
    }

    /// Hands everything that waits to the handler, whatever the reason for the pause: the peer is gone.
    func deliverRest() {
        tell {
            while closing == .open, let buffer = held.popFirst() { deliver(buffer, evenIfPaused: .all) }
            if closing == .open, input == .ended { tellEndOfInput() }
        }
    }

    /// Cuts `buffer` into lines for the handler. Stops where the handler pauses, and keeps the rest.
    private func deliver(_ buffer: ByteBuffer, evenIfPaused accepted: PauseReasons) {
        guard let handler else { return }
        var rest = buffer
        while rest.readableBytes > 0, closing == .open, paused.subtracting(accepted).isEmpty {
            let consumed = rest.withUnsafeReadableBytes { bytes in
                let (step, consumed) = framer.step(bytes)
                switch step {
                case .block(let count): handler.lines(UnsafeRawBufferPointer(rebasing: bytes[..<count]), self)
                case .joined:
                    let line = framer.takeJoined()
                    line.withUnsafeBytes { handler.lines($0, self) }
                    framer.recycle(line)
                case .oversized: handler.oversized(self)
                case .exhausted: break
                }
                return consumed
            }
            rest.moveReaderIndex(forwardBy: consumed)
        }
        lineBegan = framer.hasPartialLine ? lineBegan ?? lastActivity : nil
        if rest.readableBytes > 0, closing == .open { held.prepend(rest) }
        if paused.isEmpty { missed.formUnion(.input) }
    }

    /// Takes up what waited, in a turn of its own, and then reads again.
    func scheduleHeld() {
        guard !heldScheduled else { return }
        if held.isEmpty, input != .ended {
            if input == .open { setAutoRead(true) }
            return
        }
        heldScheduled = true
        eventLoop.execute {
            self.heldScheduled = false
            self.deliverHeld()
        }
    }

    private func deliverHeld() {
        tell {
            while closing == .open, paused.isEmpty, let buffer = held.popFirst() { deliver(buffer, evenIfPaused: []) }
        }
        guard closing == .open, paused.isEmpty, held.isEmpty, !heldScheduled else { return }
        if input == .ended { tellEndOfInput() } else if input == .open { setAutoRead(true) }
        if !inRead { flushPending() }
    }

    private func tellEndOfInput() {
        input = .told
        let unterminated = framer.takeJoined()
        lineBegan = nil
        tell { unterminated.withUnsafeBytes { handler?.endOfInput(unterminated: $0, self) } }
        if !inRead { flushPending() }
    }

    func setAutoRead(_ on: Bool) {
        guard autoRead != on, closing != .closed else { return }
        autoRead = on
        // Fails only on a channel that is closing, where there is nothing to read any more.
        try? channel.syncOptions?.setOption(.autoRead, value: on)
    }

    private func chargeRate(_ bytes: Int) {
        if let wait = account?.charge(bytes, rate: limits.maxBytesPerSecondOfUser, now: lastActivity),
            !paused.contains(.userRate)
        {
            pause(.userRate)
            eventLoop.scheduleTask(in: wait) { self.resume(.userRate) }
        }
        guard let rate = limits.maxBytesPerSecond else { return }
        let elapsed = Double((lastActivity - allowanceAt).nanoseconds) / 1e9
        allowance = min(allowance + elapsed * Double(rate), Double(rate)) - Double(bytes)
        allowanceAt = lastActivity
        guard allowance < 0, !paused.contains(.rate) else { return }
        pause(.rate)
        let wait = TimeAmount.nanoseconds(Int64(-allowance / Double(rate) * 1e9) + 1)
        eventLoop.scheduleTask(in: wait) { self.resume(.rate) }
    }
}

extension PauseReasons {
    static let all: Self = [.handler, .writes, .rate, .userRate, .inFlight]
    /// What comes next waits, what is here is handed over.
    static let rates: Self = [.rate, .userRate]
}
