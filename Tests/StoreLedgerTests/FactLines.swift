import Columns
import Domain

extension Facts {
    /// Everything in it, as lines that can be compared.
    var lines: [String] {
        var lines = ["batch \(batch)", "newest \(newest)", "sources \(sources)", "words \(words)", "series \(series)"]
        lines += (0..<modelNames.count).map { "model \($0) \(modelNames[$0]) \(modelOrganization[$0])" }
        lines += organizationNames.map { "organization \($0)" }
        lines += statements.rows.map { "\($0)" }
        lines += bases.rows.map { "\($0)" }
        lines += points.rows.map { "\($0)" }
        lines += amounts.rows.map { "\($0)" }
        lines += organizations.map { "\($0)" }
        lines += identities.map { "\($0)" }
        lines += deletions.map { "\($0)" }
        lines += artifacts.sorted().map { "artifact \($0)" }
        return lines
    }
}

/// The microseconds of an instant as the store reads it.
func microseconds(_ time: String) -> Int64 { Timestamp(time)!.microseconds }
