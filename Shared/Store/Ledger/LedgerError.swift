/// Why scoring cannot take in what the ledger holds, though the database answered.
public enum LedgerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// More batches than the columns can number: they keep a batch's number in 32 bits.
    case tooManyBatches(found: Int64)

    /// The last batch that the columns can number.
    public static let lastBatch = Int64(UInt32.max)

    /// The stable code of the case.
    public var code: String { "ledger.tooManyBatches" }

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .tooManyBatches(let found):
            "the ledger is at batch \(found), and this version of scoring numbers batches up to \(Self.lastBatch): it goes "
                + "on with what it has, and takes in more after an upgrade to a version that numbers further"
        }
    }
}
