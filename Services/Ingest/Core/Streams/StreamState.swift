import Wire

/// Where a connection stands in its stream. Pure: what is to be done is returned.
struct StreamState {
    enum Phase: Equatable {
        /// No record yet: a header may come.
        case start
        /// A header came; up to where the stream is stored is being asked.
        case asking(StreamHeader)
        /// Records of a named stream; those up to `stored` are skipped.
        case streaming(String, stored: Int64)
        /// Records without a stream.
        case plain
    }

    private(set) var phase = Phase.start
    /// The line of the last record received.
    private(set) var line: Int64 = 0
    /// The line before the first.
    private(set) var from: Int64 = 0

    /// The stream's name, once its position is known.
    var name: String? {
        if case .streaming(let name, _) = phase { name } else { nil }
    }

    var isStreamed: Bool { name != nil }

    var isAsking: Bool {
        if case .asking = phase { true } else { false }
    }

    /// Records received on this connection.
    var received: Int64 { line - from }

    /// Up to where the stream will be stored once everything received is committed; nil where that is nothing new.
    var newPosition: Int64? {
        if case .streaming(_, let stored) = phase, line > stored { line } else { nil }
    }

    /// A header: nil if it may stand here, or why not.
    mutating func begin(_ header: StreamHeader) -> Reject? {
        guard phase == .start else {
            return Reject(
                line: line, code: .streamOrder, path: "stream",
                message: "a stream header must be the first line of its connection: open another connection")
        }
        phase = .asking(header)
        return nil
    }

    /// The store's answer: what to reply, or why the stream cannot be written from here.
    mutating func stored(_ position: Int64) -> Result<Resume, Reject> {
        guard case .asking(let header) = phase else { return .success(Resume(line: position)) }
        guard header.from <= position else {
            return .failure(
                Reject(
                    line: header.from, code: .streamGap, path: "stream.from",
                    message: "stream '\(header.name)' is stored up to line \(position), but its next line is "
                        + "\(header.from + 1): send it from line \(position + 1) on"))
        }
        phase = .streaming(header.key, stored: position)
        from = header.from
        line = header.from
        return .success(Resume(line: position))
    }

    /// The next record line: true where it is stored already and to be skipped.
    @inline(__always)
    mutating func next() -> Bool {
        line &+= 1
        switch phase {
        case .streaming(_, let stored): return line <= stored
        case .start:
            phase = .plain
            return false
        case .plain, .asking: return false
        }
    }

    /// Whether the next record line is to be skipped.
    @inline(__always)
    var willSkip: Bool {
        if case .streaming(_, let stored) = phase { return line < stored }
        return false
    }
}
