import Domain

@testable import Wire

/// What a scan gave, in a form that can be compared and outlives the scanner.
enum Seen: Equatable {
    case record(Record)
    case stream(StreamHeader)
    case flush
    case question(RPCRequest)
    case badQuestion(RPCFailure)
    case reject(Reject)

    init(_ line: ScannedLine) {
        switch line {
        case .observation(let hot): self = .record(.observation(ObservationRecord(hot)))
        case .event(let hot): self = .record(.event(EventRecord(hot)))
        case .record(let record): self = .record(record)
        case .stream(let header): self = .stream(header)
        case .flush: self = .flush
        case .question(let request): self = .question(request)
        case .badQuestion(let failure): self = .badQuestion(failure)
        }
    }

    var reject: Reject? {
        guard case .reject(let reject) = self else { return nil }
        return reject
    }
}

/// The clock of these tests.
let today = Timestamp("2026-08-08T00:00:00Z")!

extension LineScanner {
    mutating func see(_ line: [UInt8]) -> Seen {
        line.withUnsafeBytes { bytes in
            do throws(Reject) {
                return Seen(try scan(bytes, now: today))
            } catch {
                return .reject(error)
            }
        }
    }

    mutating func see(_ line: String) -> Seen { see(Array(line.utf8)) }

    /// What the scanner of the hot records alone says; nil where it leaves the line to the decoders.
    mutating func seeHot(_ line: [UInt8]) -> Seen? {
        line.withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap { scanHot(bytes, $0, today) }.map { Seen($0) }
        }
    }
}

/// What the decoders alone say.
func seeCold(_ line: [UInt8], source: String? = nil) -> Seen {
    line.withUnsafeBytes { bytes in
        do throws(Reject) {
            switch try RecordDecoder(limits: WireLimits()).decode(bytes, now: today, source: source) {
            case .record(let record): return .record(record)
            case .stream(let header): return .stream(header)
            case .flush: return .flush
            case .question: return .question(RPCRequest(id: nil, method: ""))
            }
        } catch {
            return .reject(error)
        }
    }
}
