import Glibc
import Presentation

/// Standard output carries results only; everything else goes to standard error.
enum Console {
    /// Prints a result, with a line break where it has none.
    static func print(_ text: String) { print(Array(text.utf8)) }

    static func print(_ bytes: [UInt8]) {
        write(bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")])
    }

    /// Writes result bytes as they are.
    static func write(_ bytes: [UInt8]) {
        guard let failure = writeAll(STDOUT_FILENO, bytes) else { return }
        if failure == EPIPE {
            // Whoever read it has seen enough, as in `groundswell ... | head`: end as any program in a pipe does.
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
        }
        complain("cannot write the result: \(String(cString: strerror(failure)))")
        exit(ToolExit.failed.rawValue)
    }

    /// One sentence about what went wrong.
    static func complain(_ message: String) { note("groundswell: \(Plain.line(message))") }

    /// A line for whoever looks; nobody depends on it.
    static func note(_ line: String) { writeError(line + "\n") }

    static func writeError(_ text: String) { _ = writeAll(STDERR_FILENO, Array(text.utf8)) }

    /// Returns the error number of what failed, or nil.
    private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

/// What stands behind the program's output.
enum Terminal {
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The columns results may take: what COLUMNS says, else the terminal's; nil: no terminal, nothing is cut.
    static var width: Int? { said ?? (isatty(STDOUT_FILENO) == 1 ? columns(STDOUT_FILENO) : nil) }

    /// Colours only on a terminal that has them, and not where NO_COLOR is set to anything.
    static var hasColors: Bool {
        func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return isatty(STDOUT_FILENO) == 1 && value("NO_COLOR").isEmpty && value("TERM") != "dumb"
    }

    private static var said: Int? {
        getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 >= 20 ? $0 : nil }
    }

    /// The columns of the terminal that messages go to.
    static var errorWidth: Int { columns(STDERR_FILENO) }

    private static func columns(_ descriptor: Int32) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return 80
    }
}
