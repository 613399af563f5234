import Domain
import Foundation
import Sources

@testable import Wire

/// What is fuzzed, by name. A target ends the process where a promise is broken.
enum Targets {
    // Read only, after it was made.
    nonisolated(unsafe) static let all: [String: (UnsafeRawBufferPointer) -> Void] = {
        var all: [String: (UnsafeRawBufferPointer) -> Void] = [
            "lines": lines, "records": records, "json": json, "license": license, "question": question,
            "detection": detection,
        ]
        for adapter in Adapters.all { all["adapter-\(adapter.format)"] = { read(adapter, $0) } }
        return all
    }()

    /// Every line of a block, as a connection reads them, one scanner for all.
    static func lines(_ bytes: UnsafeRawBufferPointer) {
        var scanner = LineScanner()
        for line in Array(bytes).split(separator: 10, omittingEmptySubsequences: false) { _ = scanner.see(Array(line)) }
    }

    /// The scanner of hot records and the decoders (JSONDecoder behind a structural check) agree about every line, and what
    /// is read is written and read back the same.
    static func records(_ bytes: UnsafeRawBufferPointer) {
        let line = Array(bytes)
        var scanner = LineScanner()
        let cold = seeCold(line)
        if let hot = scanner.seeHot(line), hot != cold { fatalError("hot \(hot), cold \(cold)") }
        guard case .record(let record) = cold else { return }
        var written: [UInt8] = []
        RecordWriter.write(record, into: &written)
        let again = seeCold(Array(written.dropLast()))
        if again != cold {
            fatalError("read \(cold), written \(String(decoding: written, as: UTF8.self)), read back \(again)")
        }
    }

    /// What the structural check lets through, Foundation takes too, and it is written and written again the same.
    static func json(_ bytes: UnsafeRawBufferPointer) {
        guard let value = try? JSONValue.parse(bytes) else { return }
        guard (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil else {
            fatalError("Foundation does not take what the check lets through")
        }
        var written: [UInt8] = []
        value.write(into: &written)
        // A number without a fraction may come back as an integer: what is written is what counts.
        var again: [UInt8] = []
        (try? JSONValue.parse(written))?.write(into: &again)
        guard again == written else {
            fatalError("\(value) is written as \(String(decoding: written, as: UTF8.self))")
        }
    }

    /// An expression that can be read is written and read back the same.
    static func license(_ bytes: UnsafeRawBufferPointer) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let expression = try? LicenseExpression(parsing: text) else { return }
        // By what is written: A OR (B OR C) comes back as (A OR B) OR C.
        let again = try? LicenseExpression(parsing: expression.description)
        guard again?.description == expression.description else {
            fatalError("\(text) is read as \(expression.description)")
        }
    }

    static func question(_ bytes: UnsafeRawBufferPointer) {
        guard let request = try? RPCRequest.parse(Array(bytes)) else { return }
        for registry in [MethodRegistry.gateway, .scoring, .ingest] { _ = try? registry.resolve(request) }
    }

    static func detection(_ bytes: UnsafeRawBufferPointer) { _ = Adapters.detect(Array(bytes), fileName: "file") }

    /// The same records, whatever the chunks; every record is a line as lines must be. (Values beyond a field's rules
    /// are ingest's to reject.)
    static func read(_ adapter: any SourceAdapter.Type, _ bytes: UnsafeRawBufferPointer) {
        let bytes = Array(bytes)
        let options = AdapterOptions(at: seen, series: "pulls", seriesKind: .counter, file: "file")
        let whole = read(adapter, bytes, options)
        let parts = read(adapter, bytes, chunk: 7, options)
        if whole.records != parts.records || whole.rejects != parts.rejects {
            fatalError("other records in chunks: \(whole.records) \(whole.rejects); \(parts.records) \(parts.rejects)")
        }
        if adapter is GroundswellAdapter.Type { return }
        for record in whole.records {
            var written: [UInt8] = []
            RecordWriter.write(record, into: &written)
            if case .reject(let reject) = seeCold(Array(written.dropLast())), isMalformed(reject) {
                fatalError("\(reject): \(String(decoding: written, as: UTF8.self))")
            }
        }
    }

    private static func isMalformed(_ reject: Reject) -> Bool {
        ["json.", "record.", "encoding.", "line."].contains { reject.code.rawValue.hasPrefix($0) }
    }

    private static func read(
        _ adapter: any SourceAdapter.Type, _ bytes: [UInt8], chunk: Int = 1 << 16, _ options: AdapterOptions
    ) -> Reading { groundswell_fuzz.read(adapter, bytes, chunk: chunk, options: options) }
}
