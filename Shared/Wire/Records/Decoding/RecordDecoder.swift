import Domain
import FoundationEssentials

/// The decoders of every message of a producer: a structural check, then JSONDecoder, then the rules of each field.
///
/// Slow (0.1 million lines a second) and thorough: it has the last word on every line that the scanner of the hot
/// records does not take, and says what is wrong with it.
struct RecordDecoder {
    let limits: WireLimits
    private let decoder = JSONDecoder()

    init(limits: WireLimits) { self.limits = limits }

    /// - Parameters:
    ///   - line: one line without its LF.
    ///   - now: the clock.
    ///   - source: the source the stream's header names.
    func decode(_ line: UnsafeRawBufferPointer, now: Timestamp, source: String?) throws(Reject) -> ColdLine {
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d && $0 != 0x0a }) else {
            throw Reject(code: .recordShape, message: "the line is empty; a line holds one JSON object")
        }
        let outline: JSONOutline
        do {
            outline = try JSONStructure.check(line, limits: limits)
        } catch {
            throw Reject(code: error.code, message: error.sentence)
        }
        guard outline.root == .object else {
            throw Reject(code: .jsonInvalid, message: "a line holds one JSON object, found another value")
        }
        if outline.value("jsonrpc", in: line) != nil { return .question }
        guard outline.members.count == 1 else {
            throw Reject(
                code: .recordShape,
                message: "a line has one key, the kind of record; this one has \(outline.members.count)")
        }
        var context = DecodingContext(limits: limits, now: now, source: source)
        if outline.value("claim", in: line) != nil { context.line = JSONValue(checked: line) }
        decoder.userInfo = [.wireContext: context]
        do {
            return try decoder.decode(ColdLine.self, from: Data(line))
        } catch let reject as Reject {
            throw reject
        } catch {
            throw Reject(code: .jsonInvalid, message: "the line cannot be decoded: \(Shortened.plain("\(error)"))")
        }
    }
}

/// What a line was found to be by the decoders.
enum ColdLine {
    case record(Record)
    case stream(StreamHeader)
    case flush
    /// A line with `jsonrpc`.
    case question
}

extension ColdLine: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldKey.self)
        guard let context = decoder.userInfo[.wireContext] as? DecodingContext, let key = container.allKeys.first else {
            throw Reject(code: .recordShape, message: "a line has one key, the kind of record")
        }
        let name = key.stringValue
        let outer = try Fields(container, path: "", known: [name], context: context)
        func fields(_ known: [String]) throws(Reject) -> Fields {
            guard let fields = try outer.object(name, known: known) else {
                throw Reject(code: .fieldType, path: name, message: "'\(name)' should be an object, found null")
            }
            return fields
        }
        if let kind = Record.Kind(rawValue: name) {
            self = .record(try Record(kind, try fields(kind.decodable.fields)))
        } else if name == "stream" {
            self = .stream(try StreamHeader(try fields(StreamHeader.fields)))
        } else if name == "flush" {
            _ = try fields([])
            self = .flush
        } else {
            let known = Record.Kind.allCases.map(\.rawValue) + ["stream", "flush"]
            throw Reject(
                code: .recordUnknown, path: Shortened.plain(name),
                message: "\(Shortened.quoted(name)) is not a kind of record: \(known.joined(separator: ", "))"
                    + NearestName.hint(name, among: known))
        }
    }
}

extension StreamHeader: FieldDecodable {
    static let fields = ["name", "source", "from"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            name: try fields.needed(
                "name", try fields.id("name", maximum: FieldRules.maximumStreamNameBytes)),
            source: try fields.sourceName(),
            from: try fields.count("from") ?? 0)
    }
}
