import Wire

/// What became of a batch.
public struct BatchOutcome: Sendable {
    /// Its number in the ledger; nil where nothing was stored.
    public var number: Int64?
    /// Rows stored.
    public var observations = 0
    public var events = 0
    public var facts = 0
    /// One for each of the batch's participants, in their order.
    public var participants: [ParticipantOutcome]
}

/// Why a batch could not be stored though the database answered.
public enum InboxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The ledger ends before what this process has committed: the store was put back to an earlier state.
    case storeRewound(known: Int64, found: Int64)
    /// The store lacks groundswell's tables, or has those of an earlier version.
    case schemaMissing(needed: Int32, found: Int32)
    /// Another ingest works on this store.
    case anotherInstance
    /// The store has no room for another id of this kind.
    case idsExhausted(kind: String)

    /// The stable code of the case.
    public var code: String {
        switch self {
        case .storeRewound: "store.rewound"
        case .schemaMissing: "store.schemaMissing"
        case .anotherInstance: "store.anotherInstance"
        case .idsExhausted: "store.idsExhausted"
        }
    }

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .storeRewound(let known, let found):
            "the store ends at batch \(found), but batch \(known) was committed before: it was put back to an earlier "
                + "state; producers are disconnected and resume from what is stored"
        case .schemaMissing(let needed, let found):
            "the store has schema \(found), schema \(needed) is needed: run 'groundswell admin migrate'"
        case .anotherInstance: "another groundswell-ingest works on this store: stop it first"
        case .idsExhausted(let kind): "the store has no room for another \(kind)"
        }
    }
}
