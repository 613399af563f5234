import Logging

extension LoggedEvent {
    /// How urgent it is.
    public var level: Logger.Level {
        switch self {
        case .serving, .stopping, .epochPublished, .epochLoaded, .crawlProgress: .info
        case .settingsReloaded, .storeBack, .connectionBack, .collectorWaits: .notice
        case .settingsNeedRestart, .storeLost, .recordRefused, .connectionLost, .linesDropped: .warning
        case .settingsRefused, .watchdogUnfed, .storeRewound, .scoringCrashed, .recordsSetAside: .error
        }
    }

    /// The field that carries the code.
    static let field = "event"
}

extension Logger {
    /// Logs an event that has a code, at its level.
    public func log(
        _ event: LoggedEvent, _ message: @autoclosure () -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata = [:], file: String = #fileID, function: String = #function,
        line: UInt = #line
    ) {
        var fields: Logger.Metadata { metadata().merging([LoggedEvent.field: .string(event.rawValue)]) { $1 } }
        log(level: event.level, message(), metadata: fields, file: file, function: function, line: line)
    }
}
