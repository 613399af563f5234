import Wire

/// A record that is no observation or event, on its way into the store.
struct ColdRow: Sendable {
    var record: Record
    var line: Int64
    var participant: Int32
    /// Came outside a stream: to be compared with what is stored.
    var isStreamed: Bool
    var isDropped = false
}

/// The identity of an unstreamed observation or event, and where its row is.
struct HotIdentity: Sendable {
    var identity: RecordIdentity
    /// Place in the batch's events, or the complement of one in its observations.
    var row: Int
    /// The event came with an id: another content under it is a contradiction.
    var hasId: Bool
}
