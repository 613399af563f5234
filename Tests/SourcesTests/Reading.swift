import Domain
import Foundation
import Sources
import Wire

/// What a file gave.
struct Reading {
    var records: [Record] = []
    var lines: [Int] = []
    var rejects: [SourceReject] = []
    var notes: [SourceNote] = []
    var entries = 0
    /// What ended the file early.
    var failure: SourceError?

    var models: [ModelRecord] { records.compactMap { if case .model(let it) = $0 { it } else { nil } } }
    var organizations: [OrganizationRecord] {
        records.compactMap { if case .organization(let it) = $0 { it } else { nil } }
    }
    var observations: [ObservationRecord] {
        records.compactMap { if case .observation(let it) = $0 { it } else { nil } }
    }
    var components: [ComponentRecord] { records.compactMap { if case .component(let it) = $0 { it } else { nil } } }
    var events: [EventRecord] { records.compactMap { if case .event(let it) = $0 { it } else { nil } } }

    func noted(_ code: SourceNote.Code) -> Int { notes.first { $0.code == code }?.count ?? 0 }
}

let seen = Timestamp("2026-05-04T04:10:37Z")!

/// Reads bytes through an adapter in chunks of one size, draining the sink after each as the tool does.
func read(
    _ adapter: any SourceAdapter.Type, _ bytes: [UInt8], chunk: Int = 1 << 16,
    options: AdapterOptions = AdapterOptions(at: seen, file: "file")
) -> Reading {
    var reading = Reading()
    do throws(SourceError) {
        var adapter = try adapter.init(options: options)
        var sink = RecordSink()
        func collect() {
            reading.records += sink.records
            reading.lines += sink.lines
            reading.rejects += sink.rejects
            reading.notes = sink.notes
            reading.entries = sink.entries
            sink.drain()
        }
        defer { collect() }
        var start = 0
        repeat {
            let end = min(bytes.count, start + chunk)
            let result = bytes.withUnsafeBytes { all -> Result<Void, SourceError> in
                Result { () throws(SourceError) in
                    try adapter.read(
                        UnsafeRawBufferPointer(rebasing: all[start..<end]), isLast: end == bytes.count, into: &sink)
                }
            }
            try result.get()
            collect()
            start = end
        } while start < bytes.count
    } catch { reading.failure = error }
    return reading
}

func read(
    _ adapter: any SourceAdapter.Type, _ text: String, chunk: Int = 1 << 16,
    options: AdapterOptions = AdapterOptions(at: seen, file: "file")
) -> Reading {
    read(adapter, Array(text.utf8), chunk: chunk, options: options)
}

/// The folder of real data, where there is one.
enum RealData {
    static let folder = ProcessInfo.processInfo.environment["GROUNDSWELL_REAL_DATA"]
    static let isHere = folder != nil
    static let reason = "GROUNDSWELL_REAL_DATA names no folder with the shared real data"

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder ?? "")/\(path)")))
    }
}
