import Domain
import Postgres
import Wire

/// What a retraction withdraws, as the store knows it; see the comment in the schema.
private struct Withdrawal: Hashable {
    var kind: RetractionKind
    var source: Int16
    var subject: Int32?
    var other: Int32?
    var at: Int64?
    var number: Int64?
    var amount: Int64?
    var text: String?

    init(_ kind: RetractionKind, _ source: Int16) {
        self.kind = kind
        self.source = source
    }
}

extension StoreTransaction {
    /// Stores retractions of what is stored, each once; the others are rejected.
    mutating func writeRetractions(_ batch: inout RecordBatch, _ names: ResolvedNames) throws {
        for index in batch.cold.indices where !batch.cold[index].isDropped {
            guard case .retraction(let record) = batch.cold[index].record else { continue }
            let facts = FactNames(batch: batch, names: names)
            guard let found = try stored(record.of, facts) else {
                batch.reject(
                    cold: index,
                    Reject(
                        code: .retractionUnknown, path: "retraction.of",
                        message: "what is to be withdrawn is not stored: compare its names, source and time"))
                continue
            }
            guard let withdrawal = found.first(where: { !$0.isWithdrawn })?.withdrawal else {
                batch.duplicate(cold: index)
                continue
            }
            try insert(withdrawal, record, by: facts.source(record.source))
        }
    }

    /// What of the store a retraction means, and whether it is withdrawn already; nil for nothing.
    private func stored(
        _ target: RetractionRecord.Target, _ names: FactNames
    ) throws -> [(withdrawal: Withdrawal, isWithdrawn: Bool)]? {
        let source = names.source(target.source)
        if case .event(let id, let model, let kind, let amount, let name, let at) = target {
            var events = Withdrawal(.event, source)
            if let model {
                guard let known = try modelId(model) else { return nil }
                events.subject = known
            }
            events.other = kind.map { Int32($0.rawValue) }
            events.amount = amount
            events.at = at?.microseconds
            events.number = id.map { RecordIdentity.event(source: name, id: $0).low }
            return try self.events(events)
        }
        guard let withdrawal = try fact(target, source), try exists(withdrawal) else { return nil }
        return [(withdrawal, try count(withdrawal) > 0)]
    }

    private func fact(_ target: RetractionRecord.Target, _ source: Int16) throws -> Withdrawal? {
        var found: Withdrawal
        switch target {
        case .organization(let id, _, let at):
            found = Withdrawal(.organization, source)
            found.subject = try organizationId(id)
            found.at = at.microseconds
            guard found.subject != nil else { return nil }
        case .model(let id, _, let at):
            found = Withdrawal(.model, source)
            found.subject = try modelId(id)
            found.at = at.microseconds
            guard found.subject != nil else { return nil }
        case .component(let model, let id, _, let at):
            found = Withdrawal(.component, source)
            found.subject = try modelId(model)
            found.number = Int64(id)
            found.at = at.microseconds
            guard found.subject != nil else { return nil }
        case .observation(let model, let series, _, let at):
            found = Withdrawal(.observation, source)
            found.subject = try modelId(model)
            found.number = try seriesId(series)
            found.at = at.microseconds
            guard found.subject != nil, found.number != nil else { return nil }
        case .deletion(let model, _, let at):
            found = Withdrawal(.deletion, source)
            found.subject = try modelId(model)
            found.at = at.microseconds
            guard found.subject != nil else { return nil }
        case .rename(let a, let b, _), .same(let a, let b, _):
            if case .rename = target { found = Withdrawal(.rename, source) } else { found = Withdrawal(.same, source) }
            found.subject = try modelId(a)
            found.other = try modelId(b)
            guard found.subject != nil, found.other != nil else { return nil }
        case .artifact(let id, _, let at): found = document(.artifact, id, source, at)
        case .milestone(let id, _, let at): found = document(.milestone, id, source, at)
        case .claim(let id, _, let at): found = document(.claim, id, source, at)
        case .scores(let framework, let edition, let subject, _, let at):
            found = document(.scores, Document.subject(framework, edition, subject), source, at)
        case .event: return nil
        }
        return found
    }

    private func document(_ kind: RetractionKind, _ text: String, _ source: Int16, _ at: Timestamp) -> Withdrawal {
        var found = Withdrawal(kind, source)
        found.text = text
        found.at = at.microseconds
        return found
    }

    private func exists(_ w: Withdrawal) throws -> Bool {
        let source = Bind.int2(w.source)
        let at = Bind.timestamp(w.at)
        let (condition, binds): (String, [Bind]) =
            switch w.kind {
            case .organization:
                (
                    "organization_fact WHERE organization = $1 AND source = $2 AND at = $3",
                    [.int4(w.subject), source, at]
                )
            case .model: ("model_fact WHERE model = $1 AND source = $2 AND at = $3", [.int4(w.subject), source, at])
            case .component:
                (
                    "component_fact WHERE model = $1 AND source = $2 AND at = $3 AND component = $4",
                    [.int4(w.subject), source, at, .int8(w.number)]
                )
            case .observation:
                (
                    "observation WHERE model = $1 AND source = $2 AND at = $3 AND series = $4",
                    [.int4(w.subject), source, at, .int8(w.number)]
                )
            case .deletion:
                ("deletion_fact WHERE model = $1 AND source = $2 AND at = $3", [.int4(w.subject), source, at])
            case .rename, .same:
                (
                    "identity_fact WHERE model = $1 AND other = $2 AND source = $3 AND renamed = $4",
                    [.int4(w.subject), .int4(w.other), source, .bool(w.kind == .rename)]
                )
            case .artifact: (Self.document(.artifact), [.text(w.text), source, at])
            case .milestone: (Self.document(.milestone), [.text(w.text), source, at])
            case .claim: (Self.document(.claim), [.text(w.text), source, at])
            case .scores: (Self.document(.scores), [.text(w.text), source, at])
            case .event: ("event WHERE false", [])
            }
        return try connection.queryFirst("SELECT EXISTS (SELECT FROM groundswell.\(condition))", binds) {
            row in try row.bool(0)
        } ?? false
    }

    private static func document(_ kind: DocumentKind) -> String {
        "document_fact WHERE kind = \(kind.rawValue) AND subject = $1 AND source = $2 AND at = $3"
    }

    /// The events that fit, the first hundred: by id there is one, by content several may be alike. Without a time every
    /// partition is read; with one, its partition gets an index over time, since one withdrawal is seldom the last.
    private func events(_ wanted: Withdrawal) throws -> [(withdrawal: Withdrawal, isWithdrawn: Bool)]? {
        if let at = wanted.at {
            try connection.execute("SELECT groundswell.ensure_time_index($1)", [.timestamp(at)])
        }
        let found = try connection.query(
            """
            SELECT model, kind, at, amount, id_hash FROM groundswell.event
            WHERE source = $1 AND ($2::int8 IS NULL OR id_hash = $2) AND ($3::int4 IS NULL OR model = $3)
                AND ($4::int4 IS NULL OR kind = $4) AND ($5::int8 IS NULL OR amount = $5)
                AND at >= coalesce($6::timestamptz, '-infinity') AND at <= coalesce($6::timestamptz, 'infinity')
            ORDER BY batch LIMIT 100
            """,
            [
                .int2(wanted.source), .int8(wanted.number), .int4(wanted.subject), .int4(wanted.other),
                .int8(wanted.amount), .timestamp(wanted.at),
            ]
        ) { row in
            var event = Withdrawal(.event, wanted.source)
            event.subject = try row.int4(0)
            event.other = Int32(try row.int2(1))
            event.at = try row.timestamp(2)
            event.amount = try row.int8(3)
            event.number = try row.int8OrNil(4)
            return event
        }
        guard !found.isEmpty else { return nil }
        // Of events that are alike, as many are withdrawn as there are retractions of them.
        var withdrawn: [Withdrawal: Int64] = [:]
        var result: [(Withdrawal, Bool)] = []
        for event in found {
            let left = try withdrawn[event] ?? count(event)
            withdrawn[event] = max(0, left - 1)
            result.append((event, left > 0))
        }
        return result
    }

    /// How often this has been withdrawn.
    private func count(_ w: Withdrawal) throws -> Int64 {
        let count = try connection.queryFirst(
            """
            SELECT count(*) FROM groundswell.retraction
            WHERE kind = $1 AND source = $2 AND subject IS NOT DISTINCT FROM $3 AND other IS NOT DISTINCT FROM $4
                AND at IS NOT DISTINCT FROM $5 AND number IS NOT DISTINCT FROM $6 AND amount IS NOT DISTINCT FROM $7
                AND text IS NOT DISTINCT FROM $8
            """, w.binds
        ) { row in try row.int8(0) }
        return count ?? 0
    }

    private func insert(_ w: Withdrawal, _ record: RetractionRecord, by source: Int16) throws {
        try connection.execute(
            """
            INSERT INTO groundswell.retraction
                (kind, source, subject, other, at, number, amount, text, by_source, made_at, batch, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            w.binds + [.int2(source), .timestamp(record.at.microseconds), .int8(number), .text(record.reason)])
    }

    // MARK: Names that must be known

    private func modelId(_ name: String) throws -> Int32? {
        try connection.queryFirst(
            Statement(name: "model_id", sql: Self.idByName("model")),
            [.text(ModelName.key(name))]
        ) { row in try row.int4(0) }
    }

    private func organizationId(_ name: String) throws -> Int32? {
        try connection.queryFirst(
            Statement(name: "organization_id", sql: Self.idByName("organization")),
            [.text(ModelName.key(name))]
        ) { row in try row.int4(0) }
    }

    private func seriesId(_ name: String) throws -> Int64? {
        try connection.queryFirst(
            Statement(name: "series_id", sql: "SELECT id FROM groundswell.series WHERE name = $1"), [.text(name)]
        ) { row in Int64(try row.int2(0)) }
    }
}

extension Withdrawal {
    fileprivate var binds: [Bind] {
        [
            .int2(kind.rawValue), .int2(source), .int4(subject), .int4(other), .timestamp(at), .int8(number),
            .int8(amount), .text(text),
        ]
    }
}
