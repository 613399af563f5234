import Domain
import Foundation
import Sources
import Wire

/// One page of the listing as records. Pure: body and time in, lines out.
struct ListingPage: Sendable {
    /// Model objects on the page.
    var entries = 0
    /// Models that are new since the watermark; without one, all.
    var changed = 0
    /// The ids of the page's models, in order.
    var ids: [String] = []
    /// The latest modification on the page that does not lie ahead of the page itself, as the hub writes it.
    var newest: String?
    /// Modifications that lie ahead of the page: a date that somebody set, or a clock that is wrong. As a watermark one
    /// of them would hide every change until its day.
    var ahead = 0
    /// The records, each a line with its LF.
    var lines: [UInt8] = []
    var count = 0
    /// Entries no record could be made of.
    var rejects: [SourceReject] = []
    var notes: [SourceNote] = []

    /// - Parameters:
    ///   - since: only models modified at or after this time give records; nil: all do.
    ///   - most: so many models of the page count; the rest is left out.
    init(
        _ body: [UInt8], name: String, at: Timestamp, source: String, since: Timestamp?, most: Int = .max
    ) throws(PageFault) {
        let objects = try Self.objects(body)
        entries = min(objects.count, most)
        var wanted: Set<String> = []
        for object in objects.prefix(entries) {
            let text = object["lastModified"] as? String
            let modified = text.flatMap { Timestamp($0) }
            if let modified, modified > at { ahead += 1 }
            if let text, let modified, modified <= at, newest.flatMap({ Timestamp($0) }).map({ modified > $0 }) ?? true
            {
                newest = text
            }
            // A model whose time cannot be read counts as changed: better once too often.
            let isWanted = since.map { since in modified.map { $0 >= since } ?? true } ?? true
            if isWanted { changed += 1 }
            guard let id = object["id"] as? String ?? object["modelId"] as? String else { continue }
            ids.append(id)
            if isWanted { wanted.insert(id) }
        }
        var sink = RecordSink()
        do throws(SourceError) {
            var adapter = try HuggingFaceAdapter(options: AdapterOptions(at: at, source: source, file: name))
            var fault: SourceError?
            body.withUnsafeBytes { bytes in
                do throws(SourceError) { try adapter.read(bytes, isLast: true, into: &sink) } catch { fault = error }
            }
            if let fault { throw fault }
        } catch { throw PageFault(error.description) }
        rejects = sink.rejects
        notes = sink.notes
        for record in sink.records where Self.model(record).map(wanted.contains) ?? true {
            RecordWriter.write(record, into: &lines)
            count += 1
        }
    }

    private static func objects(_ body: [UInt8]) throws(PageFault) -> [[String: Any]] {
        guard let first = body.first(where: { ![9, 10, 13, 32].contains($0) }) else { throw PageFault("it is empty") }
        guard first == UInt8(ascii: "[") else {
            throw PageFault(
                first == UInt8(ascii: "<")
                    ? "it is HTML, not a JSON array of models: is a portal or a proxy in between?"
                    : "it is no JSON array of models")
        }
        let parsed: Any
        do {
            parsed = try JSONSerialization.jsonObject(with: Data(body))
        } catch { throw PageFault("it is no complete JSON: it was cut off, or is damaged") }
        guard let list = parsed as? [Any] else { throw PageFault("it is no JSON array of models") }
        return list.map { $0 as? [String: Any] ?? [:] }
    }

    private static func model(_ record: Record) -> String? {
        switch record {
        case .model(let model): model.id
        case .observation(let observation): observation.model
        case .deletion(let deletion): deletion.model
        case .component(let component): component.model
        default: nil
        }
    }
}
