import Domain
import Wire

/// Records of many connections on their way into one transaction, as columns of the rows they will be.
public struct RecordBatch: Sendable {
    var observations: [HotRow] = []
    var events: [HotRow] = []
    var cold: [ColdRow] = []
    var identities: [HotIdentity] = []
    var models = NewNames(folds: true)
    var sources = NewNames(folds: false)
    var series = NewNames(folds: false)
    var adopters = NewAdopters()
    /// What this attempt to write them found out; see RecordBatch+Verdicts.
    var verdicts = Verdicts()
    /// Records that the database refused, by their ordinal: observations first, then events, then all others.
    var refused: [Int: Reject] = [:]
    private var months = MonthClock()
    /// The connections whose records these are.
    public internal(set) var participants: [Participant] = []
    private var places: [UInt64: Int32] = [:]
    /// What the lines took, for the limit.
    public private(set) var lineBytes = 0

    public init() {}

    /// How many records there are.
    public var count: Int { observations.count + events.count + cold.count }

    /// Nothing to store and nobody to answer.
    public var isEmpty: Bool { participants.isEmpty }

    /// No further block of lines should be added.
    public func isFull(_ limits: BatchLimits) -> Bool {
        count >= limits.rows || cold.count + identities.count >= limits.facts || lineBytes >= limits.bytes
            || sources.count >= limits.newWords
            || series.count >= limits.newWords
    }

    /// The place of a connection in the batch, entered if it is not in yet.
    mutating func join(_ connection: UInt64, stream: String?, user: UInt32) -> Int32 {
        if let place = places[connection] { return place }
        let place = Int32(participants.count)
        places[connection] = place
        participants.append(Participant(connection: connection, stream: stream, user: user))
        return place
    }

    /// What a connection's lines up to now come to.
    mutating func update(
        _ place: Int32, lastLine: Int64, position: Int64?, duplicates: Int64, rejects: Int64, bytes: Int
    ) {
        participants[Int(place)].lastLine = lastLine
        participants[Int(place)].position = position ?? participants[Int(place)].position
        participants[Int(place)].duplicates = duplicates
        participants[Int(place)].rejects = rejects
        lineBytes += bytes
    }

    /// Appends a record that is neither observation nor event.
    mutating func append(_ record: Record, line: Int64, participant: Int32, isStreamed: Bool) {
        participants[Int(participant)].rows += 1
        cold.append(ColdRow(record: record, line: line, participant: participant, isStreamed: isStreamed))
    }

    @inline(__always)
    mutating func append(
        _ hot: borrowing HotObservation, model: Int32, series: Int16, source: Int16, line: Int64, participant: Int32,
        isStreamed: Bool
    ) {
        participants[Int(participant)].rows += 1
        if !isStreamed {
            let identity = RecordIdentity(hot)
            identities.append(HotIdentity(identity: identity, row: ~observations.count, hasId: false))
        }
        let at = hot.at.microseconds
        observations.append(
            HotRow(
                at: at, value: hot.value, extra: hot.step, line: line, model: model, participant: participant,
                adopter: HotRow.noAdopter, kind: series, source: source, month: months.month(of: at),
                hasIdHash: false, isDropped: false))
    }

    @inline(__always)
    mutating func append(
        _ hot: borrowing HotEvent, model: Int32, adopter: Int32, source: Int16, line: Int64, participant: Int32,
        isStreamed: Bool
    ) {
        participants[Int(participant)].rows += 1
        var hash: Int64 = 0
        if isStreamed {
            if let id = hot.id { hash = RecordIdentity.event(source: hot.source, id: id).low }
        } else {
            let identity = RecordIdentity(hot)
            identities.append(HotIdentity(identity: identity, row: events.count, hasId: hot.id != nil))
            if hot.id != nil { hash = identity.identity.low }
        }
        let at = hot.at.microseconds
        events.append(
            HotRow(
                at: at, value: hot.amount, extra: hash, line: line, model: model, participant: participant,
                adopter: adopter, kind: Int16(hot.kind.rawValue), source: source, month: months.month(of: at),
                hasIdHash: hot.id != nil, isDropped: false))
    }

    /// Forgets everything and keeps the memory.
    public mutating func removeAll() {
        observations.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        cold.removeAll(keepingCapacity: cold.count < 4_096)
        identities.removeAll(keepingCapacity: identities.count < 65_536)
        models.removeAll()
        sources.removeAll()
        series.removeAll()
        adopters.removeAll()
        participants.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        verdicts = Verdicts()
        refused.removeAll()
        lineBytes = 0
    }
}

/// How much one transaction takes; four batches are in memory at a time at most.
public struct BatchLimits: Sendable {
    /// The most records, plus what one block of lines brings. Twice or half as many made no difference.
    public var rows = 65_536
    /// The most records among them that take several times the memory: neither observations nor events, or sent outside a
    /// stream.
    public var facts = 65_536
    /// The most bytes of lines, plus one block.
    public var bytes = 24 << 20
    /// The most new sources, and new series: their places are 16 bits wide.
    public var newWords = 4_096

    public init() {}
}
