import Domain
import Wire

/// Our own records, one per line, checked by the wire's own reader, so that a fault is told with the file's line. A
/// stream header is no record: it gives the source of the lines that name none.
public struct GroundswellAdapter: SourceAdapter {
    public static let format = "groundswell"
    public static let version = 1
    public static let defaultSource: String? = nil
    public static let timeRequirement = TimeRequirement.carried
    public static let summary = "our own records, one JSON object per line"

    private let options: AdapterOptions
    private let reader: Reader
    private var window = ByteWindow()
    private var scanned = 0
    private var isStarted = false
    private var isSkipping = false

    /// The scanner cannot be copied and adapters can; one adapter reads one file.
    private final class Reader: Sendable {
        nonisolated(unsafe) var scanner = LineScanner()
    }

    public init(options: AdapterOptions) throws(SourceError) {
        self.options = options
        reader = Reader()
        if options.source != nil { reader.scanner.defaultSource = try options.source(default: "") }
    }

    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        window.append(bytes)
        if !isStarted, window.end >= 4096 || isLast { try start(into: &sink) }
        guard isStarted else { return }
        while window.head < window.end {
            let start = window.head + scanned
            let found = window.bytes.withUnsafeBufferPointer { $0[start...].firstIndex(of: 0x0a) }
            let limit = reader.scanner.limits.maximumLineBytes
            guard let end = found ?? (isLast ? window.end : nil) else {
                scanned = window.end - window.head
                if scanned > limit {
                    if !isSkipping { tooLong(limit, &sink) }
                    isSkipping = true
                    window.consume(upTo: window.end)
                    scanned = 0
                }
                return
            }
            if isSkipping {
                isSkipping = false
            } else if end - window.head > limit {
                tooLong(limit, &sink)
            } else {
                line(window.head..<end, isCut: found == nil, &sink)
            }
            scanned = 0
            window.consume(upTo: found == nil ? end : end + 1)
        }
    }

    private mutating func start(into sink: inout RecordSink) throws(SourceError) {
        isStarted = true
        if window.bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            window.skipMark()
            sink.note(.byteOrderMark, line: 1, "a byte order mark in front of the file was skipped")
        }
        let prefix = Array(window.bytes[window.head...].prefix(4096))
        guard let first = prefix.first(where: { $0 > 0x20 }) else {
            guard window.end < 4096 else { return }
            throw SourceError(code: .fileEmpty, file: options.file, message: "the file is empty; expected records")
        }
        switch Detection.detect(prefix, fileName: options.file) {
        case .format(Self.format): return
        case .format(let other):
            throw SourceError(
                code: .formatMismatch, file: options.file, line: 1, column: 1,
                message: "this looks like '\(other)', not 'groundswell'")
        case .other(let text):
            if first == UInt8(ascii: "{") { return }
            throw SourceError(
                code: .formatMismatch, file: options.file, line: 1, column: 1,
                message: "expected records as JSON, one per line; \(text)")
        }
    }

    private func tooLong(_ limit: Int, _ sink: inout RecordSink) {
        sink.countEntry()
        sink.reject(
            SourceReject(
                code: .limitExceeded, file: options.file, line: window.line,
                message: "the line is longer than \(limit) bytes"))
    }

    private func line(_ range: Range<Int>, isCut: Bool, _ sink: inout RecordSink) {
        guard window.bytes[range].contains(where: { $0 > 0x20 }) else { return }
        sink.countEntry()
        window.bytes.withUnsafeBytes { bytes in
            do throws(Reject) {
                // No clock here: whether a time lies ahead is ingest's to judge.
                let scan = try reader.scanner.scan(
                    UnsafeRawBufferPointer(rebasing: bytes[range]), now: Timestamp.range.upperBound)
                try take(scan, &sink)
            } catch {
                let isMismatch = error.code == .sourceMismatch
                let isEnd = isCut && error.code == .jsonInvalid
                sink.reject(
                    SourceReject(
                        code: isMismatch ? .sourceMismatch : isEnd ? .fileTruncated : .recordInvalid,
                        file: options.file, line: window.line,
                        column: Self.column(of: error, in: UnsafeRawBufferPointer(rebasing: bytes[range])),
                        path: error.path,
                        message: (isEnd ? "the file ends in the middle of this line: " : "")
                            + "\(error.message) [\(error.code.rawValue)]"))
            }
        }
    }

    /// Where in its line a record is not what it should be: the fault of the JSON, or the value of the field.
    private static func column(of reject: Reject, in line: UnsafeRawBufferPointer) -> Int? {
        var offset: Int?
        do throws(JSONParser.Fault) {
            _ = try JSONParser.parse(line)
            offset = JSONPlace.offset(of: reject.path, in: line)
        } catch { offset = error.offset }
        return offset.map { 1 + line[..<min($0, line.count)].count { $0 & 0xc0 != 0x80 } }
    }

    private func take(_ scan: ScannedLine, _ sink: inout RecordSink) throws(Reject) {
        switch scan {
        case .observation(let hot): sink.add(.observation(ObservationRecord(hot)), line: window.line)
        case .event(let hot): sink.add(.event(EventRecord(hot)), line: window.line)
        case .record(let record): sink.add(record, line: window.line)
        case .stream(let header):
            if options.source == nil { reader.scanner.defaultSource = header.source }
            sink.note(.entrySkipped, line: window.line, "stream headers and flushes: the import names its own stream")
        case .flush:
            sink.note(.entrySkipped, line: window.line, "stream headers and flushes: the import names its own stream")
        case .question, .badQuestion:
            throw Reject(code: .recordUnknown, path: "jsonrpc", message: "a question, not a record")
        }
    }
}
