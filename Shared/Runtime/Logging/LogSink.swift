import CLinux
import Glibc
import Synchronization

/// Takes what is logged to where it belongs, from a thread of its own: whoever logs never waits for a full pipe or a stopped
/// journal. What does not fit into the queue is counted and told as soon as there is room again.
public final class LogSink: Sendable {
    /// What a record looks like here.
    public enum Format: Sendable {
        /// An entry of the journal's own protocol.
        case journal
        /// `<6>message key=value`: a stream that the journal reads.
        case priority
        /// `2026-01-02T03:04:05.678Z info message key=value`: for people.
        case readable
    }

    private struct Queue {
        var bytes: [UInt8] = []
        /// Where each record ends in `bytes`.
        var ends: [Int] = []
        var writing = false
        var dropped: UInt64 = 0
        var untold: UInt64 = 0
    }

    /// How records are written here.
    let format: Format
    private let descriptor: CInt
    private let journal: String?
    private let capacity: Int
    private let bell: CInt
    private let queue = Mutex(Queue())

    /// The journal where standard error is a stream of it, else standard error.
    public static let standard: LogSink = {
        let stream = getenv("JOURNAL_STREAM").map { String(cString: $0) }
        guard Journal.isStandardError(stream: stream) else { return LogSink(descriptor: STDERR_FILENO) }
        return LogSink(descriptor: STDERR_FILENO, journal: Journal.path)
    }()

    /// - Parameters:
    ///   - descriptor: where to write lines; it stays the caller's and must outlive the sink.
    ///   - format: how lines look.
    ///   - journal: the path of the journal's socket; then records go there, and to the descriptor, with their priority in
    ///     front, only when nobody listens there or one is too long.
    ///   - capacity: bytes that may wait to be written. Default 1 MiB.
    public init(descriptor: CInt, format: Format = .readable, journal: String? = nil, capacity: Int = 1 << 20) {
        self.descriptor = descriptor
        self.format = journal == nil ? format : .journal
        self.journal = journal
        self.capacity = capacity
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

    /// Records that did not fit, so far.
    public var dropped: UInt64 { queue.withLock { $0.dropped } }

    /// Queues one record. Never blocks.
    func write(_ record: LogRecord) { enqueue(bytes(of: record)) }

    /// Queues one line, without its LF, as it is: what a program says before it has a log. Never blocks.
    public func write(_ line: String) { enqueue(Array(((format == .journal ? "<3>" : "") + line + "\n").utf8)) }

    /// The same for a record with which the program ends: to the descriptor in any case. The journal knows whose stream that
    /// is; who sent an entry is gone before it looks.
    func write(lastWord record: LogRecord) {
        enqueue(format == .journal ? Array("<\(record.level.priority)>\(record.line)\n".utf8) : bytes(of: record))
    }

    /// Waits until everything queued is written, at most so long: for the end of the process.
    public func flush(within deadline: Duration = .seconds(1)) {
        let end = ContinuousClock.now + deadline
        while ContinuousClock.now < end, queue.withLock({ $0.writing || !$0.bytes.isEmpty }) { usleep(1000) }
    }

    private func enqueue(_ bytes: [UInt8]) {
        let wake = queue.withLock { queue in
            guard queue.bytes.count + bytes.count <= capacity else {
                queue.dropped += 1
                queue.untold += 1
                return false
            }
            defer {
                queue.bytes += bytes
                queue.ends.append(queue.bytes.count)
            }
            return queue.bytes.isEmpty
        }
        if wake { _ = clinux_eventfd_signal(bell) }
    }

    private static let program = String(CommandLine.arguments.first?.split(separator: "/").last ?? "groundswell")

    private func bytes(of record: LogRecord) -> [UInt8] {
        switch format {
        case .journal: record.entry.bytes
        case .priority: Array("<\(record.level.priority)>\(record.line)\n".utf8)
        case .readable: Array("\(Self.now()) \(record.level) \(record.line)\n".utf8)
        }
    }

    private func run() {
        let journal = journal.map { Journal(path: $0) }
        while true {
            var wait = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
            _ = poll(&wait, 1, -1)
            _ = clinux_eventfd_clear(bell)
            while true {
                let taken = queue.withLock { queue -> Queue in
                    defer {
                        queue.bytes = []
                        queue.ends = []
                        queue.untold = 0
                    }
                    queue.writing = !queue.bytes.isEmpty || queue.untold > 0
                    return queue
                }
                guard !taken.bytes.isEmpty || taken.untold > 0 else { break }
                write(taken.bytes, ends: taken.ends, journal)
                if taken.untold > 0 {
                    let told = bytes(of: Self.tellsDropped(taken.untold))
                    write(told, ends: [told.count], journal)
                }
            }
        }
    }

    private static func tellsDropped(_ count: UInt64) -> LogRecord {
        LogRecord(
            program: program, level: LoggedEvent.linesDropped.level,
            message: "lines of the log were dropped: nobody reads them",
            fields: [("count", "\(count)"), (LoggedEvent.field, LoggedEvent.linesDropped.rawValue)])
    }

    private func write(_ bytes: [UInt8], ends: [Int], _ journal: Journal?) {
        guard let journal else { return writeAll(bytes) }
        var start = 0
        for end in ends {
            let entry = bytes[start..<end]
            if entry.first == UInt8(ascii: "<") {
                writeAll(Array(entry))
            } else if !journal.send(entry) {
                writeAll(JournalEntry.line(of: entry))
            }
            start = end
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

    private static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var parts = tm()
        gmtime_r(&time.tv_sec, &parts)
        func two(_ number: CInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let thousandth = String(1000 + time.tv_nsec / 1_000_000).dropFirst()
        let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return "\(date)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)).\(thousandth)Z"
    }
}
