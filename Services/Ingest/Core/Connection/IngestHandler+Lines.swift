import Domain
import Glibc
import LineSocket
import StoreInbox
import Wire

extension IngestHandler {
    /// Takes a block of lines into the open batch.
    func take(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        guard ending == .no else { return }
        let receivedBefore = stream.received
        let duplicatesBefore = duplicates
        var flush = false
        var rest: UnsafeRawBufferPointer?
        var header: StreamHeader?
        var refusal: Reject?
        let now = Self.now()
        let (_, isFull) = hub.inbox.append { open in
            // The store was put back and this connection is about to be closed.
            guard open.generation == generation else { return }
            defer { open.resolve() }
            var seat = Seat()
            var start = 0
            while start < block.count {
                let end = Self.lineEnd(block, start)
                let line = UnsafeRawBufferPointer(rebasing: block[start..<end])
                start = end + 1
                switch self.line(line, now, connection.id, &open, &seat) {
                case .taken: continue
                case .flush: flush = true
                case .hopeless(let reject):
                    refusal = reject
                    start = block.count
                case .stream(let found):
                    header = found
                    rest = UnsafeRawBufferPointer(rebasing: block[min(start, block.count)...])
                    start = block.count
                }
            }
            guard stream.received > receivedBefore || flush else { return }
            sit(&seat, connection.id, &open)
            open.update(
                seat.place, lastLine: stream.line, position: stream.newPosition, duplicates: duplicates,
                rejects: rejects, bytes: block.count)
        }
        if !replies.isEmpty {
            connection.write(replies)
            replies.removeAll(keepingCapacity: replies.count < 1 << 16)
        }
        if stream.received > receivedBefore || flush {
            hub.counters.lines.add(Int(stream.received - receivedBefore))
            hub.counters.duplicate.add(Int(duplicates - duplicatesBefore))
            if flush { hub.committer.ringUrgently() } else { hub.committer.ring() }
        }
        if isFull {
            hub.committer.full()
            waitForRoom(connection)
        }
        for question in questions { hub.answer(question, connection) }
        questions.removeAll()
        if let header { begin(header, rest, connection) }
        if let refusal { end(connection, with: refusal) }
    }

    /// Enters the connection into the open batch without a new line: for an ack of what was received.
    func settle(_ connection: LineConnection) {
        _ = hub.inbox.append { open in
            guard open.generation == generation else { return }
            var seat = Seat()
            sit(&seat, connection.id, &open)
            open.update(
                seat.place, lastLine: stream.line, position: stream.newPosition, duplicates: duplicates,
                rejects: rejects, bytes: 0)
        }
        if !replies.isEmpty {
            connection.write(replies)
            replies.removeAll()
        }
        hub.committer.ringUrgently()
    }

    /// The connection's place in the open batch.
    struct Seat {
        var place: Int32 = -1
    }

    private enum LineVerdict {
        case taken
        case flush
        case stream(StreamHeader)
        /// A header that cannot be read: what follows would not be exactly once.
        case hopeless(Reject)
    }

    @inline(__always)
    private func line(
        _ line: UnsafeRawBufferPointer, _ now: Timestamp, _ id: UInt64, _ open: inout OpenBatch, _ seat: inout Seat
    ) -> LineVerdict {
        // What is stored needs no look, unless it may be no record: control lines and questions are not counted.
        if stream.willSkip, Self.isSurelyRecord(line) {
            _ = stream.next()
            duplicates += 1
            return .taken
        }
        let scanned: ScannedLine
        do {
            scanned = try scanner.scan(line, now: now)
        } catch {
            return unreadable(error)
        }
        switch scanned {
        case .observation(let hot):
            guard admit(source: hot.source, .observation) else { return .taken }
            sit(&seat, id, &open)
            open.append(
                hot, line: stream.line, participant: seat.place, isStreamed: stream.isStreamed,
                isInBlock: Self.lies(hot.model, in: line))
        case .event(let hot):
            guard admit(source: hot.source, .event) else { return .taken }
            sit(&seat, id, &open)
            open.append(
                hot, line: stream.line, participant: seat.place, isStreamed: stream.isStreamed,
                isInBlock: Self.lies(hot.model, in: line))
        case .record(let record):
            guard admit(record) else { return .taken }
            sit(&seat, id, &open)
            open.append(record, line: stream.line, participant: seat.place, isStreamed: stream.isStreamed)
        case .stream(let header):
            if let refusal = stream.begin(header) {
                hub.counters.rejected(refusal.code)
                ReplyWriter.write(refusal, into: &replies)
                return .taken
            }
            return .stream(header)
        case .flush: return .flush
        case .question(let question): questions.append(question)
        case .badQuestion(let failure): RPCResponse.write(id: failure.id, error: failure.error, into: &replies)
        }
        return .taken
    }

    @inline(never)
    private func unreadable(_ error: Reject) -> LineVerdict {
        if stream.phase == .start, error.path == "stream" || error.path.hasPrefix("stream.") {
            hub.counters.rejected(error.code)
            return .hopeless(error)
        }
        if isUnterminated, !stream.willSkip {
            // Told, but not counted: had it been cut short, a stream that is resent must still be able to bring it.
            let cut = Reject(
                line: stream.line + 1, code: error.code, path: error.path,
                message: "the last line does not end with LF and is no whole record: \(error.message)")
            hub.counters.rejected(cut.code)
            ReplyWriter.write(cut, into: &replies)
            return .taken
        }
        if stream.next() { duplicates += 1 } else { reject(error) }
        return .taken
    }

    @inline(__always)
    func sit(_ seat: inout Seat, _ id: UInt64, _ open: inout OpenBatch) {
        if seat.place >= 0 { return }
        let joined = open.join(id, stream: stream.name, user: user)
        seat.place = joined.place
        if joined.isNew { underWay += 1 }
    }

    /// Counts the next record; false where it is stored already, or its source is not the peer's to name.
    @inline(__always)
    private func admit(source: UnsafeRawBufferPointer, _ kind: Record.Kind) -> Bool {
        if stream.next() {
            duplicates += 1
            return false
        }
        if rights.isAdministrator { return true }
        if source.count == allowedSource.count,
            allowedSource.withUnsafeBytes({ $0.elementsEqual(source) }), !allowedSource.isEmpty
        {
            return true
        }
        return look(String(decoding: source, as: UTF8.self), kind)
    }

    private func admit(_ record: Record) -> Bool {
        if stream.next() {
            duplicates += 1
            return false
        }
        if rights.isAdministrator { return true }
        if case .retraction(let retraction) = record, !look(retraction.of.source, .retraction) { return false }
        guard let source = record.source else {
            guard rights.mayWrite else { return look("", record.kind) }
            return true
        }
        return look(source, record.kind)
    }

    @inline(never)
    private func look(_ source: String, _ kind: Record.Kind) -> Bool {
        if rights.mayName(source) {
            allowedSource = Array(source.utf8)
            return true
        }
        let message =
            rights.mayWrite
            ? "this user may not speak for source '\(source)': an administrator can allow it (setting access.writers)"
            : "this user may ask here, not write: an administrator can allow it (setting access.writers)"
        reject(
            Reject(
                code: rights.mayWrite ? .sourceForbidden : .peerForbidden, path: "\(kind.rawValue).source",
                message: message))
        return false
    }

    /// Whether a line begins as records do that this service would count in any case.
    @inline(__always)
    private static func isSurelyRecord(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.count > 16 else { return false }
        let word = line.loadUnaligned(as: UInt64.self).littleEndian
        // {"observ, {"event", {"model"
        return word == 0x7672_6573_626f_227b || word == 0x2274_6e65_7665_227b || word == 0x226c_6564_6f6d_227b
    }

    /// Whether a name is a part of its line, and not unescaped elsewhere, where the next line overwrites it.
    @inline(__always)
    private static func lies(_ name: UnsafeRawBufferPointer, in line: UnsafeRawBufferPointer) -> Bool {
        let name = UInt(bitPattern: name.baseAddress)
        let line = (UInt(bitPattern: line.baseAddress), line.count)
        return name >= line.0 && name &- line.0 < UInt(line.1)
    }

    @inline(__always)
    private static func lineEnd(_ block: UnsafeRawBufferPointer, _ start: Int) -> Int {
        guard let base = block.baseAddress, let found = memchr(base + start, 10, block.count - start) else {
            return block.count
        }
        return found - UnsafeMutableRawPointer(mutating: base)
    }

    private static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
