import Logging

/// What is logged once, for the journal or for a line.
struct LogRecord: Sendable {
    /// The program.
    var program: String
    var level: Logger.Level
    var message: String
    /// By their names, in the order in which they are told.
    var fields: [(key: String, value: String)] = []

    /// The message with its fields behind, on one line: a forged second line would be believed.
    var line: String {
        var line = Self.escaped(message, also: "")
        for (key, value) in fields { line += " \(key)=\(Self.quoted(value))" }
        return line
    }

    /// For the journal: what `journalctl` shows is the line; programs read the fields.
    var entry: JournalEntry {
        var entry = JournalEntry()
        entry.add("MESSAGE", line)
        entry.add("PRIORITY", "\(level.priority)")
        entry.add("SYSLOG_IDENTIFIER", program)
        for (key, value) in fields {
            if key == LoggedEvent.field, let event = LoggedEvent(rawValue: value) {
                entry.add("MESSAGE_ID", event.messageID)
            }
            entry.add(JournalEntry.fieldName(key), value)
        }
        return entry
    }

    /// A value with blanks, quotes or control characters in quotes.
    static func quoted(_ value: String) -> String {
        let plain = !value.isEmpty && value.utf8.allSatisfy { $0 > 32 && $0 != 34 && $0 != 61 && $0 != 92 && $0 != 127 }
        return plain ? value : "\"" + escaped(value, also: "\"\\") + "\""
    }

    /// Text without line ends and control characters.
    static func escaped(_ text: String, also: String) -> String {
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
