extension LineConnection {
    /// Calls the handler, or runs what others do with it on its event loop.
    ///
    /// A handler is never called from within a call of its own. Where it writes and the peer has gone, the channel reads what is
    /// left and tells that it has ended before the write returns; where the kernel takes more than was expected, that it may be
    /// written to again. All of it waits until the outermost call is over: a handler in the middle of something need not
    /// expect further lines, or its end.
    func tell(_ body: () -> Void) {
        if isTelling { return body() }
        isTelling = true
        body()
        isTelling = false
        while !missed.isEmpty {
            if missed.remove(.writability) != nil { tellWritability() }
            if missed.remove(.end) != nil { inactivated() }
            if missed.remove(.input) != nil, paused.isEmpty { scheduleHeld() }
        }
    }
}

/// What the channel told while the handler was being called.
struct Missed: OptionSet {
    let rawValue: UInt8
    /// The peer keeps up again, or no longer.
    static let writability = Self(rawValue: 1)
    /// Lines, or their end, may wait to be handed over.
    static let input = Self(rawValue: 2)
    /// The connection is gone.
    static let end = Self(rawValue: 4)
}
