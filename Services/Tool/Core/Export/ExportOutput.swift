import Glibc
import Wire

/// Where exported rows go: standard output, or a file that has its name only when it is whole, with the terms of its
/// sources in a file beside it.
final class ExportOutput {
    private let path: String?
    private var descriptor: Int32 = -1
    private let lineBreak: [UInt8]

    /// What is added to a file's name while it is written, and for the terms.
    static let unfinished = ".part"
    static let terms = ".licenses.json"

    /// - Parameter isCSV: lines end with CR LF, as RFC 4180 says; those of JSON with LF.
    init(_ path: String?, isCSV: Bool) throws(ToolError) {
        self.path = path
        lineBreak = isCSV ? [13, 10] : [10]
        guard let path else { return }
        descriptor = open(path + Self.unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func write(_ lines: [String]) throws(ToolError) {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.utf8
            bytes += lineBreak
        }
        guard let path else { return Console.write(bytes) }
        try Self.write(bytes, descriptor, path)
    }

    /// Gives the file its name, and writes down under which terms it stands.
    func finish(_ terms: JSONValue) throws(ToolError) {
        guard let path else {
            // Standard output carries rows only.
            return Console.note(terms.jsonText)
        }
        let beside = open(path + Self.terms, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard beside >= 0 else { throw Self.failure(path + Self.terms) }
        defer { close(beside) }
        try Self.write(Array((terms.jsonText + "\n").utf8), beside, path + Self.terms)
        guard rename(path + Self.unfinished, path) == 0 else { throw Self.failure(path) }
    }

    private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(ToolError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw failure(path) }
        }
    }

    private static func failure(_ path: String) -> ToolError {
        .failed("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
}
