import Domain

extension LineScanner {
    /// A model, the cursor behind its kind's colon; nil for anything that is not plainly right. Keys are told apart by
    /// their bytes; strings are made at once, as a model's statement outlives its line.
    mutating func model(_ c: inout HotCursor, _ now: Timestamp) -> ModelRecord? {
        var record = ModelRecord(id: "", source: "", at: Timestamp(microseconds: 0))
        var seen = 0
        c.skipSpace()
        guard c.pass(UInt8(ascii: "{")) else { return nil }
        while true {
            guard let (key, _) = c.string(), let field = Self.modelFields.firstIndex(where: { key.isEqual($0) })
            else { return nil }
            c.skipSpace()
            guard c.pass(UInt8(ascii: ":")), seen & 1 << field == 0 else { return nil }
            seen |= 1 << field
            if !c.passNull() {
                guard read(field, &c, into: &record, now) else { return nil }
            } else if Self.neededModelFields & 1 << field != 0 {
                return nil
            }
            guard let goesOn = c.goesOn() else { return nil }
            if !goesOn { break }
        }
        guard c.closes(), seen & Self.neededModelFields == Self.neededModelFields else { return nil }
        return record
    }

    /// In the order in which the writer writes them.
    private static let modelFields: [StaticString] = [
        "id", "hubId", "organization", "released", "created", "access", "gated", "license", "licenseName",
        "licenseLink", "parameters", "activeParameters", "task", "library", "bases", "source", "at",
    ]
    /// `id`, `source` and `at`.
    private static let neededModelFields = 1 << 0 | 1 << 15 | 1 << 16

    private mutating func read(
        _ field: Int, _ c: inout HotCursor, into record: inout ModelRecord, _ now: Timestamp
    ) -> Bool {
        switch field {
        case 0: return set(&record.id, nodeId(&c))
        case 1: return set(&record.hubId, id(&c))
        case 2: return set(&record.organization, id(&c))
        case 3: record.released = date(&c)
        case 4: record.created = c.string().flatMap { clock.instant($0.bytes) }
        case 5: record.access = c.string().flatMap { Access(name: String(decoding: $0.bytes, as: UTF8.self)) }
        case 6: record.gated = bool(&c)
        case 7: return set(&record.license, text(&c))
        case 8: return set(&record.licenseName, text(&c))
        case 9: return set(&record.licenseLink, text(&c))
        case 10: record.parameters = count(&c)
        case 11: record.activeParameters = count(&c)
        case 12: return set(&record.task, text(&c))
        case 13: return set(&record.library, text(&c))
        case 14: return bases(&c, into: &record.bases)
        case 15: return set(&record.source, source(&c))
        default:
            guard let at = at(&c, now) else { return false }
            record.at = at
            return true
        }
        return isSet(field, record)
    }

    /// Whether a field that was read into an optional got its value.
    private func isSet(_ field: Int, _ record: ModelRecord) -> Bool {
        switch field {
        case 3: record.released != nil
        case 4: record.created != nil
        case 5: record.access != nil
        case 6: record.gated != nil
        case 10: record.parameters != nil
        default: record.activeParameters != nil
        }
    }

    private func set(_ field: inout String, _ bytes: UnsafeRawBufferPointer?) -> Bool {
        guard let bytes else { return false }
        field = String(decoding: bytes, as: UTF8.self)
        return true
    }

    private func set(_ field: inout String?, _ bytes: UnsafeRawBufferPointer?) -> Bool {
        guard let bytes else { return false }
        field = String(decoding: bytes, as: UTF8.self)
        return true
    }

    /// Free text; a hot line is no longer than the longest string, so its length needs no look.
    private func text(_ c: inout HotCursor) -> UnsafeRawBufferPointer? { c.string()?.bytes }

    private func bool(_ c: inout HotCursor) -> Bool? {
        if c.matches("true") {
            c.i += 4
            return true
        }
        guard c.matches("false") else { return nil }
        c.i += 5
        return false
    }

    private func count(_ c: inout HotCursor) -> Int64? { value(&c).flatMap { $0 >= 0 ? $0 : nil } }

    private func date(_ c: inout HotCursor) -> PartialDate? {
        guard let (bytes, _) = c.string(), let date = PartialDate(String(decoding: bytes, as: UTF8.self)),
            Timestamp.range.contains(Timestamp(day: date.first))
        else { return nil }
        return date
    }

    private func bases(_ c: inout HotCursor, into bases: inout [ModelRecord.Base]) -> Bool {
        guard c.pass(UInt8(ascii: "[")) else { return false }
        if c.pass(UInt8(ascii: "]")) { return true }
        while bases.count < limits.maximumListCount {
            guard let base = base(&c) else { return false }
            bases.append(base)
            c.skipSpace()
            if c.pass(UInt8(ascii: ",")) { continue }
            return c.pass(UInt8(ascii: "]"))
        }
        return false
    }

    private func base(_ c: inout HotCursor) -> ModelRecord.Base? {
        var base = ModelRecord.Base(id: "", relation: .unknown)
        var hasRelation = false
        guard c.pass(UInt8(ascii: "{")) else { return nil }
        while true {
            guard let (key, _) = c.string() else { return nil }
            c.skipSpace()
            guard c.pass(UInt8(ascii: ":")) else { return nil }
            if key.isEqual("id"), base.id.isEmpty {
                guard set(&base.id, nodeId(&c)) else { return nil }
            } else if key.isEqual("relation"), !hasRelation {
                guard let (word, _) = c.string(),
                    let relation = Relation(name: String(decoding: word, as: UTF8.self))
                else { return nil }
                base.relation = relation
                hasRelation = true
            } else {
                return nil
            }
            guard let goesOn = c.goesOn() else { return nil }
            if !goesOn { return base.id.isEmpty ? nil : base }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether it holds exactly these bytes.
    @inline(__always)
    func isEqual(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && isSame(text) }
}
