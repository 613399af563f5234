import Frameworks
import Glibc
import Sources
import Wire

/// A Model Openness Framework file, read and judged; or why it could not be.
struct JudgedFile {
    /// Nil: the file is no such file.
    private(set) var release: JudgedRelease?
    /// What was not taken: the file, or entries of it.
    private(set) var rejects: [SourceReject] = []

    init(_ path: String) {
        do throws(SourceError) {
            let (release, rejects) = try MOFReader.read(try Self.bytes(of: path), file: path)
            self.release = JudgedRelease(release)
            self.rejects = rejects
        } catch { rejects = [error] }
    }

    /// The file's bytes; one more than the limit where it is larger, so that the reader tells.
    private static func bytes(of path: String) throws(SourceError) -> [UInt8] {
        // Non-blocking, so that a pipe nobody writes to is told instead of waited for.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw unreadable(path, reason(errno)) }
        defer { close(file) }
        var status = stat()
        fstat(file, &status)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw unreadable(
                path, status.st_mode & S_IFMT == S_IFDIR ? "a directory: name the files in it" : "no regular file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while bytes.count <= SourceLimits.yamlBytes {
            let count = read(file, &chunk, chunk.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw unreadable(path, String(cString: strerror(errno)))
            }
            bytes += chunk[..<count]
        }
        return bytes
    }

    private static func reason(_ number: Int32) -> String {
        switch number {
        case ENOENT, ENOTDIR: "there is no such file"
        case EACCES, EPERM: "this user may not read it"
        default: String(cString: strerror(number))
        }
    }

    private static func unreadable(_ path: String, _ reason: String) -> SourceError {
        SourceError(code: .fileUnreadable, file: path, message: reason)
    }
}

extension SourceError {
    /// `FILE:LINE:COLUMN: code: path: message`.
    var sentence: String {
        guard !path.isEmpty else { return told }
        var withPath = self
        withPath.message = "\(path): \(message)"
        return withPath.told
    }

    /// The same as an object.
    var json: JSONValue {
        [
            "file": .string(file), "line": line.map { .integer(Int64($0)) } ?? .null,
            "column": column.map { .integer(Int64($0)) } ?? .null, "code": .string(code.rawValue),
            "path": .string(path), "message": .string(message),
        ]
    }
}
