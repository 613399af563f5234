import Domain
import Glibc
import Sources

/// A file to be imported, with the name of its stream. It is open only while it is read: a folder may hold many.
final class SourceFile {
    let path: String
    /// Bytes of its content, unpacked.
    let size: Int
    let adapter: any SourceAdapter.Type
    let options: AdapterOptions
    /// What names its stream for ever.
    let stream: String
    /// The source its stream speaks for; nil: each record says.
    var source: String? { options.source ?? adapter.defaultSource }

    private var content: FileContent?
    private let identity: FileContent.Identity
    /// Of standard input, which cannot be opened again.
    private let isKept: Bool

    /// How much is read at once.
    static let chunkBytes = 256 << 10

    /// - Throws: `ToolError.failed` for a file that cannot be read, or a gzip file that is damaged.
    init(
        _ content: FileContent, _ options: AdapterOptions, _ adapter: any SourceAdapter.Type, isKept: Bool
    ) throws(ToolError) {
        path = content.path
        self.adapter = adapter
        self.options = options
        self.isKept = isKept
        identity = content.identity
        let (digest, size) = try Self.digest(content)
        self.size = size
        stream = StreamName.make(digest: digest, format: adapter.format, version: adapter.version, options: options)
        if isKept { self.content = content }
    }

    /// Reads the next bytes at a place; none at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ToolError) -> Int {
        if let content { return try content.read(at: offset, into: buffer) }
        let opened = try FileContent(path)
        content = opened
        return try opened.read(at: offset, into: buffer)
    }

    /// Whether somebody wrote to it since it was looked at: then its stream's name is not its content's.
    var hasChanged: Bool { content.map { $0.hasChanged || $0.identity != identity } ?? false }

    /// It is not read any more.
    func finish() { if !isKept { content = nil } }

    /// Of the unpacked content, so that a file gives the same stream packed and unpacked.
    private static func digest(_ content: FileContent) throws(ToolError) -> (String, Int) {
        var digest = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let count = try content.read(at: offset, into: buffer)
            guard count > 0 else { return (digest.hexadecimal(), offset) }
            digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
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
