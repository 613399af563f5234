import CLinux
import Glibc

/// Cuts received bytes into complete lines without copying them; only a line that spans two reads is joined.
///
/// A pure state machine: ``step(_:)`` looks at the bytes not yet consumed and says what to do next.
struct LineFramer {
    /// What the next bytes are.
    enum Step: Equatable {
        /// The first so many bytes are complete lines.
        case block(Int)
        /// ``joined`` holds one complete line that began in earlier reads.
        case joined
        /// A line over the limit begins or continues here.
        case oversized
        /// Everything was consumed; more must be read.
        case exhausted
    }

    /// The longest line without its LF, in bytes.
    let maxLineBytes: Int
    /// The beginning of a line whose end has not come, or after ``Step/joined`` that whole line.
    private(set) var joined: [UInt8] = []
    /// Whether the bytes up to the next LF belong to a line already reported as oversized.
    private var skipping = false

    init(maxLineBytes: Int) { self.maxLineBytes = maxLineBytes }

    /// Whether a line has begun that is not ended.
    var hasPartialLine: Bool { !joined.isEmpty || skipping }

    /// Looks at `bytes` and returns the next step and how many bytes it consumed.
    mutating func step(_ bytes: UnsafeRawBufferPointer) -> (step: Step, consumed: Int) {
        var rest = bytes
        if skipping {
            guard let end = firstLineEnd(rest) else { return (.exhausted, bytes.count) }
            skipping = false
            rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
        }
        let skipped = bytes.count - rest.count
        guard rest.count > 0 else { return (.exhausted, skipped) }
        // A block is reported from its own beginning, so what was skipped is consumed on its own first.
        if skipped > 0 {
            let next = step(rest)
            if case .block = next.step { return (.exhausted, skipped) }
            return (next.step, skipped + next.consumed)
        }
        return joined.isEmpty ? whole(rest) : join(rest)
    }

    /// Takes the line out of ``joined`` after ``Step/joined``, or what is left at the end of input.
    mutating func takeJoined() -> [UInt8] {
        var line: [UInt8] = []
        swap(&line, &joined)
        return line
    }

    /// Gives the storage of a taken line back for the next one, unless it has grown large.
    mutating func recycle(_ line: consuming [UInt8]) {
        guard line.capacity <= 64 << 10, joined.isEmpty else { return }
        line.removeAll(keepingCapacity: true)
        joined = line
    }

    private mutating func whole(_ bytes: UnsafeRawBufferPointer) -> (Step, Int) {
        guard let last = lastLineEnd(bytes) else {
            guard bytes.count <= maxLineBytes else { return beginSkipping(bytes.count) }
            joined.append(contentsOf: bytes)
            return (.exhausted, bytes.count)
        }
        if last <= maxLineBytes { return (.block(last + 1), last + 1) }
        // Only a block longer than the limit can hold a line over it.
        var start = 0
        while start <= last, let length = firstLineEnd(UnsafeRawBufferPointer(rebasing: bytes[start...])) {
            if length > maxLineBytes { return start == 0 ? (.oversized, length + 1) : (.block(start), start) }
            start += length + 1
        }
        return (.block(last + 1), last + 1)
    }

    private mutating func join(_ bytes: UnsafeRawBufferPointer) -> (Step, Int) {
        let end = firstLineEnd(bytes)
        if joined.count + (end ?? bytes.count) > maxLineBytes {
            joined = []
            guard let end else { return beginSkipping(bytes.count) }
            return (.oversized, end + 1)
        }
        let taken = end.map { $0 + 1 } ?? bytes.count
        joined.append(contentsOf: bytes[..<taken])
        return (end == nil ? .exhausted : .joined, taken)
    }

    private mutating func beginSkipping(_ count: Int) -> (Step, Int) {
        skipping = true
        return (.oversized, count)
    }
}

private let lineFeed: CInt = 10

private func firstLineEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let found = memchr(base, lineFeed, bytes.count) else { return nil }
    return UnsafeRawPointer(found) - base
}

private func lastLineEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let found = clinux_memrchr(base, lineFeed, bytes.count) else { return nil }
    return found - base
}
