import Domain
import Wire

/// A record of few and free kinds, stored whole.
struct Document {
    var kind: DocumentKind
    /// Its id; for scores the framework, the edition and what is scored.
    var subject: String
    var source: String
    var at: Timestamp

    /// Nil for records that have tables of their own.
    init?(_ record: Record) {
        switch record {
        case .artifact(let r): (kind, subject, source, at) = (.artifact, r.id, r.source, r.at)
        case .milestone(let r): (kind, subject, source, at) = (.milestone, r.id, r.source, r.at)
        case .claim(let r): (kind, subject, source, at) = (.claim, r.id, r.source, r.at)
        case .scores(let r):
            (kind, source, at) = (.scores, r.source, r.at)
            subject = Self.subject(r.framework, r.edition, r.subject)
        default: return nil
        }
    }

    /// `fmti 2024-05 organization:meta-llama`, by identity key.
    static func subject(_ framework: String, _ edition: String, _ subject: ScoresRecord.Subject) -> String {
        switch subject {
        case .model(let id): "\(framework) \(edition) model:\(ModelName.key(id))"
        case .organization(let id): "\(framework) \(edition) organization:\(ModelName.key(id))"
        }
    }

    /// What stands in the record's line behind its kind.
    static func body(_ record: Record) -> String {
        var line: [UInt8] = []
        RecordWriter.write(record, into: &line)
        // {"artifact":BODY}\n
        return String(decoding: line.dropFirst(record.kind.rawValue.utf8.count + 4).dropLast(2), as: UTF8.self)
    }
}
