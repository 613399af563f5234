import Domain

/// Lines of a producer become records: the hot kinds by a scanner over bytes, all others by the decoders.
///
/// The scanner takes only lines that are right in every respect; whatever it does not take goes through the structural
/// check and the decoders, which say what is wrong. So both can never disagree about a fault, and a test shows that they
/// agree about values. One scanner serves one connection.
public struct LineScanner: ~Copyable, @unchecked Sendable {
    public let limits: WireLimits
    /// The source of the stream's header: a record need not repeat it and may not name another.
    public var defaultSource: String? { didSet { sources.fix(defaultSource) } }

    let decoder: RecordDecoder
    var sources = HotSources()
    var clock: HotClock
    private(set) var scratch: UnsafeMutableRawBufferPointer

    public init(limits: WireLimits = WireLimits()) {
        self.limits = limits
        decoder = RecordDecoder(limits: limits)
        clock = HotClock(limits: limits)
        scratch = .allocate(byteCount: 4096, alignment: 16)
    }

    deinit { scratch.deallocate() }

    /// Reads one line.
    ///
    /// - Parameters:
    ///   - line: its bytes without the LF; a CR before it is white space.
    ///   - now: the clock, against which `time.future` is judged.
    /// - Throws: why the line is not taken; its `line` is 0, for the caller to set.
    public mutating func scan(_ line: UnsafeRawBufferPointer, now: Timestamp) throws(Reject) -> ScannedLine {
        guard line.count <= limits.maximumLineBytes else {
            throw Reject(
                code: .lineTooLong,
                message: "the line is \(line.count) bytes long, the limit is \(limits.maximumLineBytes)")
        }
        if let base = line.baseAddress, let hot = scanHot(line, base, now) { return hot }
        return try scanCold(line, now)
    }

    /// The hot kinds, by their first bytes; nil for anything that is not plainly right.
    @inline(__always)
    mutating func scanHot(
        _ line: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, _ now: Timestamp
    ) -> ScannedLine? {
        guard line.count > 16, line.count <= limits.maximumStringBytes else { return nil }
        makeRoom(line.count)
        var cursor = HotCursor(line, base: base, scratch: scratch.baseAddress.unsafelyUnwrapped)
        let first = JSONBytes.word(base, 0)
        if first == keyBytes("{\"observ"), lowest(7, JSONBytes.word(base, 8)) == keyBytes("ation\":") {
            cursor.i = 15
            return observation(&cursor, now).map { .observation($0) }
        }
        if first == keyBytes("{\"event\""), base.load(fromByteOffset: 8, as: UInt8.self) == UInt8(ascii: ":") {
            cursor.i = 9
            return event(&cursor, now).map { .event($0) }
        }
        if first == keyBytes("{\"model\""), base.load(fromByteOffset: 8, as: UInt8.self) == UInt8(ascii: ":") {
            cursor.i = 9
            return model(&cursor, now).map { .record(.model($0)) }
        }
        return nil
    }

    @inline(never)
    private mutating func scanCold(_ line: UnsafeRawBufferPointer, _ now: Timestamp) throws(Reject) -> ScannedLine {
        switch try decoder.decode(line, now: now, source: defaultSource) {
        case .record(.observation(let record)): return .observation(hot(record))
        case .record(.event(let record)): return .event(hot(record))
        case .record(let record): return .record(record)
        case .stream(let header): return .stream(header)
        case .flush: return .flush
        case .question:
            do {
                return .question(try RPCRequest.parse(line, limits: limits))
            } catch {
                return .badQuestion(error)
            }
        }
    }

    @inline(__always)
    private mutating func makeRoom(_ count: Int) {
        if count > scratch.count { grow(count) }
    }

    @inline(never)
    private mutating func grow(_ count: Int) {
        scratch.deallocate()
        scratch = .allocate(byteCount: count, alignment: 16)
    }

    /// A decoded observation in the form of a scanned one, its names copied into the scratch.
    private mutating func hot(_ record: ObservationRecord) -> HotObservation {
        makeRoom(record.model.utf8.count + record.series.utf8.count + record.source.utf8.count)
        var used = 0
        return HotObservation(
            model: copy(record.model, &used), series: copy(record.series, &used), value: record.value,
            step: record.step, source: copy(record.source, &used), at: record.at)
    }

    /// The same for an event.
    private mutating func hot(_ record: EventRecord) -> HotEvent {
        let names = [record.id, record.model, record.adopter?.id, record.source]
        makeRoom(names.reduce(0) { $0 + ($1?.utf8.count ?? 0) })
        var used = 0
        return HotEvent(
            id: record.id.map { copy($0, &used) }, model: copy(record.model, &used), kind: record.kind,
            amount: record.amount,
            adopter: record.adopter.map {
                HotEvent.Adopter(id: copy($0.id, &used), country: $0.country, kind: $0.kind)
            },
            source: copy(record.source, &used), at: record.at)
    }

    private func copy(_ text: String, _ used: inout Int) -> UnsafeRawBufferPointer {
        var text = text
        let slice = text.withUTF8 { utf8 in
            let slice = UnsafeMutableRawBufferPointer(rebasing: scratch[used..<(used + utf8.count)])
            slice.copyMemory(from: UnsafeRawBufferPointer(utf8))
            return UnsafeRawBufferPointer(slice)
        }
        used += slice.count
        return slice
    }
}
