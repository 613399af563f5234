import Domain
import Sources
import Wire

/// One payload as records. Pure: body and time of arrival in, lines out.
struct Payload: Sendable {
    /// What names its stream: the content, so that a replay is known as one.
    let stream: String
    private(set) var lines: [UInt8] = []
    private(set) var count = 0

    init(_ body: [UInt8], at: Timestamp, source: String) throws(SourceError) {
        var digest = SHA256()
        body.withUnsafeBytes { digest.update($0) }
        stream = "hook:sha256:\(digest.hexadecimal()):\(source):\(WebhookAdapter.format)/\(WebhookAdapter.version)"
        var adapter = try WebhookAdapter(options: AdapterOptions(at: at, source: source, file: "payload"))
        var sink = RecordSink()
        var fault: SourceError?
        body.withUnsafeBytes { bytes in
            do throws(SourceError) { try adapter.read(bytes, isLast: true, into: &sink) } catch { fault = error }
        }
        // All or nothing: a payload is one thing that happened.
        if let fault = fault ?? sink.rejects.first { throw fault }
        for record in sink.records { RecordWriter.write(record, into: &lines) }
        count = sink.records.count
    }
}
