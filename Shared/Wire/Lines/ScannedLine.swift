import Domain

/// What stood in one line of a producer.
///
/// The slices of hot records point into the line or into the scanner: they are valid until its next scan.
public enum ScannedLine {
    case observation(HotObservation)
    case event(HotEvent)
    /// Every other kind of record.
    indirect case record(Record)
    /// A producer names its stream.
    indirect case stream(StreamHeader)
    /// An ack is asked for now.
    case flush
    /// A line with `jsonrpc` that is a question.
    indirect case question(RPCRequest)
    /// A line with `jsonrpc` that is no proper question: answer with this.
    indirect case badQuestion(RPCFailure)
}

/// An observation whose names are still bytes of its line; see `ObservationRecord`.
public struct HotObservation {
    public var model: UnsafeRawBufferPointer
    public var series: UnsafeRawBufferPointer
    public var value: Int64
    public var step: Int64
    public var source: UnsafeRawBufferPointer
    public var at: Timestamp
}

/// An event whose names are still bytes of its line; see `EventRecord`.
public struct HotEvent {
    /// Who adopted; see `EventRecord.Adopter`.
    public struct Adopter {
        public var id: UnsafeRawBufferPointer
        public var country: Country?
        public var kind: OrganizationKind?
    }

    /// The source's id of the event; nil where it gives none.
    public var id: UnsafeRawBufferPointer?
    public var model: UnsafeRawBufferPointer
    public var kind: EventKind
    public var amount: Int64
    public var adopter: Adopter?
    public var source: UnsafeRawBufferPointer
    public var at: Timestamp
}

extension ObservationRecord {
    /// A copy that outlives the scan.
    public init(_ hot: HotObservation) {
        self.init(
            model: String(decoding: hot.model, as: UTF8.self), series: String(decoding: hot.series, as: UTF8.self),
            value: hot.value, step: hot.step, source: String(decoding: hot.source, as: UTF8.self), at: hot.at)
    }
}

extension EventRecord {
    /// A copy that outlives the scan.
    public init(_ hot: HotEvent) {
        self.init(
            id: hot.id.map { String(decoding: $0, as: UTF8.self) }, model: String(decoding: hot.model, as: UTF8.self),
            kind: hot.kind, amount: hot.amount,
            adopter: hot.adopter.map {
                Adopter(id: String(decoding: $0.id, as: UTF8.self), country: $0.country, kind: $0.kind)
            },
            source: String(decoding: hot.source, as: UTF8.self), at: hot.at)
    }
}
