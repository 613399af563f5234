import Logging
import Synchronization

/// Hands what a program logs to a sink, which knows how it looks there.
public struct ServiceLogHandler: LogHandler {
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
    private let program: String
    private let sink: LogSink

    /// - Parameter program: its name, by which the journal knows it.
    public init(program: String, sink: LogSink = .standard) {
        self.program = program
        self.sink = sink
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Fields are told by their names, the event's code last: it is for programs.
    private static func place(_ key: String) -> (Int, String) { (key == LoggedEvent.field ? 1 : 0, key) }

    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        if let error = event.error { all["error"] = "\(error)" }
        sink.write(
            LogRecord(
                program: program, level: event.level, message: event.message.description,
                fields: all.sorted { Self.place($0.key) < Self.place($1.key) }.map { ($0.key, $0.value.description) }))
    }
}

/// A level that changes for all loggers at once.
final class SharedLogLevel: Sendable {
    private let value: Mutex<Logger.Level>

    init(_ level: Logger.Level) { value = Mutex(level) }

    var level: Logger.Level { value.withLock { $0 } }

    func set(_ level: Logger.Level) { value.withLock { $0 = level } }
}
