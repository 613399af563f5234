import Domain
import Glibc
import Sources

/// A file to be imported, open, with the name of its stream.
final class SourceFile {
    let path: String
    let size: Int
    let adapter: any SourceAdapter.Type
    let options: AdapterOptions
    /// What names its stream for ever.
    let stream: String
    /// The source its stream speaks for; nil: each record says.
    var source: String? { options.source ?? adapter.defaultSource }

    private let descriptor: Int32
    private let modified: timespec

    /// How much is read at once.
    static let chunkBytes = 256 << 10

    /// - Throws: `ToolError.failed` for a file that is missing, no file, or cannot be read.
    init(_ options: AdapterOptions, _ adapter: any SourceAdapter.Type) throws(ToolError) {
        path = options.file
        self.adapter = adapter
        self.options = options
        // Non-blocking, so that a pipe nobody writes to is told instead of waited for; of no effect on files.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .failed(Self.sentence(errno, path)) }
        var status = stat()
        fstat(file, &status)
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw .failed(
                status.st_mode & S_IFMT == S_IFDIR
                    ? "'\(path)' is a directory: name the files in it"
                    : "'\(path)' is no regular file: save it as one first")
        }
        descriptor = file
        size = Int(status.st_size)
        modified = status.st_mtim
        do throws(ToolError) {
            stream = StreamName.make(
                digest: try Self.digest(file, path), format: adapter.format, version: adapter.version, options: options)
        } catch {
            close(file)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Reads the next bytes at a place; none at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ToolError) -> Int {
        try Self.read(descriptor, path, at: offset, into: buffer)
    }

    /// Whether somebody wrote to it since it was opened: then its stream's name is not its content's.
    var hasChanged: Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return true }
        return Int(status.st_size) != size || status.st_mtim.tv_sec != modified.tv_sec
            || status.st_mtim.tv_nsec != modified.tv_nsec
    }

    private static func digest(_ file: Int32, _ path: String) throws(ToolError) -> String {
        var digest = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let count = try read(file, path, at: offset, into: buffer)
            guard count > 0 else { return digest.hexadecimal() }
            digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }

    private static func read(
        _ file: Int32, _ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(ToolError) -> Int {
        while true {
            let count = pread(file, buffer.baseAddress, buffer.count, offset)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw .failed("cannot read '\(path)' on: \(String(cString: strerror(errno)))")
            }
        }
    }

    private static func sentence(_ errno: Int32, _ path: String) -> String {
        switch errno {
        case ENOENT, ENOTDIR: "there is no file '\(path)'"
        case EACCES, EPERM: "this user may not read '\(path)'"
        default: "cannot open '\(path)': \(String(cString: strerror(errno)))"
        }
    }
}

/// What names the stream of an imported file. Pure.
enum StreamName {
    /// The content, and all that decides which records it gives.
    static func make(digest: String, format: String, version: Int, options: AdapterOptions) -> String {
        var name = "file:sha256:\(digest):\(format)/\(version)"
        if let source = options.source { name += ":source=\(source)" }
        if let at = options.at { name += ":at=\(at)" }
        if let series = options.series { name += ":series=\(series)" }
        if let kind = options.seriesKind { name += ":kind=\(kind.name)" }
        return name
    }
}
