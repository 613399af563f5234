import Domain
import Wire

/// What makes two records that came outside a stream the same one.
public struct RecordIdentity: Hashable, Sendable {
    /// Events with an id: source and id. Observations: series, model, source, time, value. Everything else: all of it.
    public var identity: Hash128
    /// The whole content: the same identity with another content is a contradiction.
    public var content: Int64

    public init(identity: Hash128, content: Int64) {
        self.identity = identity
        self.content = content
    }
}

extension RecordIdentity {
    /// Marks in front of every hash, so that no two kinds meet.
    private enum Mark {
        static let eventById: Int64 = 1
        static let eventByContent: Int64 = 2
        static let observation: Int64 = 3
        static let fact: Int64 = 4
    }

    public init(_ event: HotEvent) {
        var all = SipHash()
        all.integer(Mark.eventByContent)
        all.folded(event.model)
        all.integer(Int64(event.kind.rawValue))
        all.integer(event.amount)
        all.field(event.source)
        all.integer(event.at.microseconds)
        if let adopter = event.adopter {
            all.field(adopter.id)
            all.integer((adopter.country?.rawValue).map { Int64($0) })
            all.integer((adopter.kind?.rawValue).map { Int64($0) })
        }
        let content = all.finish()
        guard let id = event.id else {
            self.init(identity: content, content: content.low)
            return
        }
        self.init(identity: Self.event(source: event.source, id: id), content: content.low)
    }

    public init(_ observation: HotObservation) {
        var hash = SipHash()
        hash.integer(Mark.observation)
        hash.field(observation.series)
        hash.folded(observation.model)
        hash.field(observation.source)
        hash.integer(observation.at.microseconds)
        hash.integer(observation.value)
        // The rounding step does not make another value.
        self.init(identity: hash.finish(), content: 0)
    }

    /// A fact is the same as another when nothing of it differs.
    public init(fact hash: Hash128) { self.init(identity: hash, content: hash.low) }

    /// Source and id of an event.
    public static func event(source: UnsafeRawBufferPointer, id: UnsafeRawBufferPointer) -> Hash128 {
        var hash = SipHash()
        hash.integer(Mark.eventById)
        hash.field(source)
        hash.field(id)
        return hash.finish()
    }

    /// The same from strings.
    public static func event(source: String, id: String) -> Hash128 {
        var (source, id) = (source, id)
        return source.withUTF8 { source in
            id.withUTF8 { event(source: UnsafeRawBufferPointer(source), id: UnsafeRawBufferPointer($0)) }
        }
    }

    static func fact(_ kind: Record.Kind, _ source: String, _ at: Timestamp) -> SipHash {
        var hash = SipHash()
        hash.integer(Mark.fact)
        hash.field(kind.rawValue)
        hash.field(source)
        hash.integer(at.microseconds)
        return hash
    }
}

extension SipHash {
    /// A model's id, by its identity key.
    mutating func folded(_ id: UnsafeRawBufferPointer) {
        integer(Int64(id.count))
        var i = 0
        while i < id.count {
            let length = min(8, id.count - i)
            integer(Int64(bitPattern: FoldedWord.load(id, i, length)))
            i += length
        }
    }

    mutating func folded(_ id: String) {
        var id = id
        id.withUTF8 { folded(UnsafeRawBufferPointer($0)) }
    }
}
