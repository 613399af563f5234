import CLinux
import Glibc
import Synchronization

/// Writes log lines to a descriptor from a thread of its own: whoever logs never waits for a full pipe or a stopped
/// journal. What does not fit into the queue is counted and told as soon as there is room again.
public final class LogSink: Sendable {
    private struct Queue {
        var bytes: [UInt8] = []
        var writing = false
        var dropped: UInt64 = 0
        var untold: UInt64 = 0
    }

    private let descriptor: CInt
    private let capacity: Int
    private let bell: CInt
    private let queue = Mutex(Queue())
    private let droppedLine: @Sendable (UInt64) -> String

    /// The process's standard error.
    public static let standardError = LogSink(descriptor: STDERR_FILENO)

    /// - Parameters:
    ///   - descriptor: where to write; it stays the caller's and must outlive the sink.
    ///   - capacity: bytes that may wait to be written. Default 1 MiB.
    ///   - droppedLine: the line that tells how many were dropped.
    public init(
        descriptor: CInt, capacity: Int = 1 << 20,
        droppedLine: @escaping @Sendable (UInt64) -> String = { "\($0) log lines were dropped: nobody reads them" }
    ) {
        self.descriptor = descriptor
        self.capacity = capacity
        self.droppedLine = droppedLine
        bell = clinux_eventfd()
        var thread = pthread_t()
        // The sink lives as long as its thread, which is as long as the process.
        let own = Unmanaged.passRetained(self).toOpaque()
        let failed = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<LogSink>.fromOpaque(argument).takeUnretainedValue().run()
                return nil
            }, own)
        precondition(failed == 0 && bell >= 0, "no thread or descriptor for the log")
        pthread_detach(thread)
    }

    /// Lines that did not fit, so far.
    public var dropped: UInt64 { queue.withLock { $0.dropped } }

    /// Queues one line, without its LF. Never blocks.
    public func write(_ line: String) {
        let wake = queue.withLock { queue in
            guard queue.bytes.count + line.utf8.count < capacity else {
                queue.dropped += 1
                queue.untold += 1
                return false
            }
            defer {
                queue.bytes += Array(line.utf8)
                queue.bytes.append(10)
            }
            return queue.bytes.isEmpty
        }
        if wake { _ = clinux_eventfd_signal(bell) }
    }

    /// Waits until everything queued is written, at most so long: for the end of the process.
    public func flush(within deadline: Duration = .seconds(1)) {
        let end = ContinuousClock.now + deadline
        while ContinuousClock.now < end, queue.withLock({ $0.writing || !$0.bytes.isEmpty }) { usleep(1000) }
    }

    private func run() {
        while true {
            var wait = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
            _ = poll(&wait, 1, -1)
            _ = clinux_eventfd_clear(bell)
            while true {
                let (bytes, untold) = queue.withLock { queue -> ([UInt8], UInt64) in
                    defer {
                        queue.bytes = []
                        queue.untold = 0
                    }
                    queue.writing = !queue.bytes.isEmpty || queue.untold > 0
                    return (queue.bytes, queue.untold)
                }
                guard !bytes.isEmpty || untold > 0 else { break }
                writeAll(bytes)
                if untold > 0 { writeAll(Array((droppedLine(untold) + "\n").utf8)) }
            }
        }
    }

    private func writeAll(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { all in
            var rest = all
            while rest.count > 0 {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    guard errno == EAGAIN else { return }
                    // Somebody made the pipe non-blocking: wait for room here, where it hurts nobody.
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, -1)
                    continue
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
