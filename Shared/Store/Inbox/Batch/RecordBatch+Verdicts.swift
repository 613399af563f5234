import Postgres
import Wire

/// What was found out about the records of a batch while they were written. An attempt begins anew.
extension RecordBatch {
    /// Lines that moved a stream are to be remembered even where nothing else is stored.
    var movesStreams: Bool { participants.contains { $0.stream != nil && $0.position != nil } }

    /// Begins an attempt with all records, or only those of a range; those set aside stay so.
    mutating func prepareAttempt(only range: Range<Int>? = nil) {
        let wasTouched = verdicts.isTouched
        verdicts = Verdicts(isTouched: range != nil || !refused.isEmpty)
        if wasTouched || verdicts.isTouched {
            let all = range ?? 0..<count
            var ordinal = 0
            for index in observations.indices {
                observations[index].isDropped = !all.contains(ordinal)
                ordinal += 1
            }
            for index in events.indices {
                events[index].isDropped = !all.contains(ordinal)
                ordinal += 1
            }
            for index in cold.indices {
                cold[index].isDropped = !all.contains(ordinal)
                ordinal += 1
            }
        }
        for (ordinal, reject) in refused where (range ?? 0..<count).contains(ordinal) {
            drop(ordinal) { $0.reject(reject, $1) }
        }
    }

    /// Marks a record that the database refused.
    mutating func setAside(_ ordinal: Int, because error: PostgresError) {
        let state = error.state.map { "\($0)" } ?? error.code
        refused[ordinal] = Reject(
            code: .recordSetAside, path: kind(ordinal),
            message: "the database refused this record (SQLSTATE \(state)) and it was set aside; the others are stored")
    }

    mutating func reject(observation index: Int, _ reject: Reject) {
        drop(index) { $0.reject(reject, $1) }
    }

    mutating func reject(event index: Int, _ reject: Reject) {
        drop(observations.count + index) { $0.reject(reject, $1) }
    }

    mutating func reject(cold index: Int, _ reject: Reject) {
        drop(observations.count + events.count + index) { $0.reject(reject, $1) }
    }

    mutating func duplicate(observation index: Int) { drop(index) { $0.duplicate($1) } }

    mutating func duplicate(event index: Int) { drop(observations.count + index) { $0.duplicate($1) } }

    mutating func duplicate(cold index: Int) {
        drop(observations.count + events.count + index) { $0.duplicate($1) }
    }

    /// The outcome as it stands, for a batch number.
    func outcome(number: Int64?) -> BatchOutcome {
        var outcome = BatchOutcome(number: number, participants: [])
        if number != nil {
            outcome.observations = observations.count - verdicts.dropped.observations
            outcome.events = events.count - verdicts.dropped.events
            outcome.facts = cold.count - verdicts.dropped.facts
        }
        for (place, participant) in participants.enumerated() {
            let rejects = verdicts.rejects[Int32(place)] ?? []
            let duplicates = verdicts.duplicates[Int32(place)] ?? 0
            let stored = participant.rows - duplicates - Int64(rejects.count)
            outcome.participants.append(
                ParticipantOutcome(
                    participant: participant, batch: stored > 0 ? number : nil, stored: stored, duplicates: duplicates,
                    rejects: rejects.sorted { $0.line < $1.line }))
        }
        return outcome
    }

    /// Records that are still to be stored.
    var remaining: Int {
        count - verdicts.dropped.observations - verdicts.dropped.events - verdicts.dropped.facts
    }

    private mutating func drop(_ ordinal: Int, _ note: (inout Verdicts, (Int32, Int64)) -> Void) {
        verdicts.isTouched = true
        if ordinal < observations.count {
            observations[ordinal].isDropped = true
            verdicts.dropped.observations += 1
            note(&verdicts, (observations[ordinal].participant, observations[ordinal].line))
        } else if ordinal < observations.count + events.count {
            let index = ordinal - observations.count
            events[index].isDropped = true
            verdicts.dropped.events += 1
            note(&verdicts, (events[index].participant, events[index].line))
        } else {
            let index = ordinal - observations.count - events.count
            cold[index].isDropped = true
            verdicts.dropped.facts += 1
            note(&verdicts, (cold[index].participant, cold[index].line))
        }
    }

    private func kind(_ ordinal: Int) -> String {
        if ordinal < observations.count { return Record.Kind.observation.rawValue }
        if ordinal < observations.count + events.count { return Record.Kind.event.rawValue }
        return cold[ordinal - observations.count - events.count].record.kind.rawValue
    }
}

/// Duplicates and rejects of one attempt, by participant.
struct Verdicts: Sendable {
    var rejects: [Int32: [Reject]] = [:]
    var duplicates: [Int32: Int64] = [:]
    var dropped = (observations: 0, events: 0, facts: 0)
    /// Some row is marked as dropped.
    var isTouched = false

    init(isTouched: Bool = false) { self.isTouched = isTouched }

    mutating func reject(_ reject: Reject, _ place: (participant: Int32, line: Int64)) {
        var reject = reject
        reject.line = place.line
        rejects[place.participant, default: []].append(reject)
    }

    mutating func duplicate(_ place: (participant: Int32, line: Int64)) {
        duplicates[place.participant, default: 0] += 1
    }
}
