import Glibc
import Logging
import Synchronization

/// Writes log lines for the journal (`<6>message key=value`, where the journal adds the time) or for a person
/// (`2026-01-02T03:04:05.678Z info message key=value`).
public struct ServiceLogHandler: LogHandler {
    /// How a line begins.
    public enum Style: Sendable { case journal, readable }

    /// Until somebody sets it, the level that all loggers of the program share.
    public var logLevel: Logger.Level {
        get { ownLevel ?? sharedLevel?.level ?? .info }
        set { ownLevel = newValue }
    }
    private var ownLevel: Logger.Level?
    /// May change while the program runs.
    var sharedLevel: SharedLogLevel?
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let style: Style
    private let sink: LogSink

    /// - Parameter style: nil asks the environment: systemd sets `JOURNAL_STREAM`.
    public init(sink: LogSink = .standardError, style: Style? = nil) {
        self.sink = sink
        self.style = style ?? (getenv("JOURNAL_STREAM") == nil ? .readable : .journal)
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        if let error = event.error { all["error"] = "\(error)" }
        var line = prefix(event.level) + Self.oneLine(event.message.description)
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { line += " \(key)=\(Self.quoted(value.description))" }
        sink.write(line)
    }

    /// How a line of that level begins.
    func prefix(_ level: Logger.Level) -> String {
        style == .journal ? "<\(level.priority)>" : "\(Self.now()) \(level) "
    }

    /// A value with blanks, quotes or control characters in quotes.
    static func quoted(_ value: String) -> String {
        let plain = !value.isEmpty && value.utf8.allSatisfy { $0 > 32 && $0 != 34 && $0 != 61 && $0 != 92 && $0 != 127 }
        return plain ? value : "\"" + escaped(value, also: "\"\\") + "\""
    }

    /// A record is one line whatever the message holds: a forged second line would be believed.
    static func oneLine(_ text: String) -> String { escaped(text, also: "") }

    private static func escaped(_ text: String, also: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 32 || (127..<160).contains(scalar.value):
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            case _ where also.unicodeScalars.contains(scalar): result += "\\" + String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
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

/// A level that changes for all loggers at once.
final class SharedLogLevel: Sendable {
    private let value: Mutex<Logger.Level>

    init(_ level: Logger.Level) { value = Mutex(level) }

    var level: Logger.Level { value.withLock { $0 } }

    func set(_ level: Logger.Level) { value.withLock { $0 = level } }
}

extension Logger.Level {
    /// The syslog priority the journal understands.
    var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
