import Presentation
import Sources
import Wire

/// A file on its way through its adapter: bytes in, lines of records out, chunk by chunk.
struct Reading {
    private let file: SourceFile
    private var adapter: any SourceAdapter
    private var sink = RecordSink()
    private var isAtEnd = false
    private let buffer: Buffer

    /// Bytes of the file that were read.
    private(set) var offset = 0
    /// The records of the last chunk, as lines with their LF.
    private(set) var lines: [UInt8] = []
    /// For each of them the line of the file where its entry begins.
    private(set) var places: [Int] = []
    /// Entries of the last chunk that no record could be made of.
    private(set) var rejects: [SourceReject] = []

    /// - Throws: `ToolError.usage` where an option is missing.
    init(_ file: SourceFile) throws(ToolError) {
        self.file = file
        buffer = Buffer()
        do throws(SourceError) {
            adapter = try file.adapter.init(options: file.options)
        } catch { throw .usage(error.message, command: "import") }
    }

    /// Entries met so far.
    var entries: Int { sink.entries }
    /// Entries so far that no record could be made of.
    var rejected: Int { sink.rejected }
    var notes: [SourceNote] { sink.notes }

    /// Reads the next chunk; false when there was none. What was read before a fault is there when it is thrown.
    mutating func next() throws(ToolError) -> Bool {
        lines.removeAll(keepingCapacity: true)
        places = []
        rejects = []
        guard !isAtEnd else { return false }
        let count = try file.read(at: offset, into: buffer.bytes)
        offset += count
        isAtEnd = offset >= file.size || count == 0
        var fault: SourceError?
        do throws(SourceError) {
            try adapter.read(
                UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]), isLast: isAtEnd, into: &sink)
        } catch { fault = error }
        for record in sink.records { RecordWriter.write(record, into: &lines) }
        places = sink.lines
        rejects = sink.rejects
        sink.drain()
        if let fault {
            isAtEnd = true
            throw .failed(fault.told)
        }
        if isAtEnd {
            defer { file.finish() }
            guard !file.hasChanged else {
                throw .failed("'\(file.path)' was written to while it was read: import it again when it is complete")
            }
        }
        return true
    }

    private final class Buffer {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: SourceFile.chunkBytes, alignment: 16)
        deinit { bytes.deallocate() }
    }
}

extension SourceError {
    /// `FILE:LINE:COLUMN: code: message (field)`; the field is left out where the message names it.
    var told: String {
        var place = file
        if let line {
            place += ":\(line)"
            if let column { place += ":\(column)" }
        }
        let field = path.isEmpty || message.contains("'\(path)'") ? "" : " (\(path))"
        return Plain.line("\(place): \(code.rawValue): \(message)\(field)")
    }
}

extension SourceNote {
    /// `FILE:LINE: note: message (12 times)`.
    func told(_ file: String) -> String {
        Plain.line("\(file):\(line): note: \(message)" + (count > 1 ? " (\(count) times)" : ""))
    }
}
