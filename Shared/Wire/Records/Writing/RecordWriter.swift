import Domain

/// Records as lines, LF included: the same record gives the same bytes. Fields that say nothing are left out.
public enum RecordWriter {
    /// Appends the line of a record.
    public static func write(_ record: Record, into bytes: inout [UInt8]) {
        switch record {
        case .observation(let record): write(record, into: &bytes)
        case .event(let record): write(record, into: &bytes)
        case .organization(let record): line("organization", record.members, into: &bytes)
        case .model(let record): line("model", record.members, into: &bytes)
        case .series(let record): line("series", record.members, into: &bytes)
        case .component(let record): line("component", record.members, into: &bytes)
        case .artifact(let record): line("artifact", record.members, into: &bytes)
        case .rename(let record): line("rename", record.members, into: &bytes)
        case .same(let record): line("same", record.members, into: &bytes)
        case .deletion(let record): line("deletion", record.members, into: &bytes)
        case .milestone(let record): line("milestone", record.members, into: &bytes)
        case .claim(let record): line("claim", record.members, into: &bytes)
        case .scores(let record): line("scores", record.members, into: &bytes)
        case .retraction(let record): line("retraction", record.members, into: &bytes)
        }
    }

    /// Appends the line of an observation.
    public static func write(_ record: ObservationRecord, into bytes: inout [UInt8]) {
        let names = record.model.utf8.count + record.series.utf8.count + record.source.utf8.count
        bytes.append(atMost: 6 * names + 160) { out in
            out.put("{\"observation\":{\"model\":")
            out.put(quoted: record.model)
            out.put(",\"series\":")
            out.put(quoted: record.series)
            out.put(",\"value\":")
            out.put(record.value)
            out.put(",\"step\":")
            out.put(record.step)
            out.put(",\"source\":")
            out.put(quoted: record.source)
            out.put(",\"at\":")
            out.put(record.at)
            out.put("}}\n")
        }
    }

    /// Appends the line of an event.
    public static func write(_ record: EventRecord, into bytes: inout [UInt8]) {
        let names =
            record.model.utf8.count + record.source.utf8.count + (record.id?.utf8.count ?? 0)
            + (record.adopter?.id.utf8.count ?? 0)
        bytes.append(atMost: 6 * names + 256) { out in
            out.put("{\"event\":{")
            if let id = record.id {
                out.put("\"id\":")
                out.put(quoted: id)
                out.put(",")
            }
            out.put("\"model\":")
            out.put(quoted: record.model)
            out.put(",\"kind\":")
            out.put(word: record.kind)
            out.put(",\"amount\":")
            out.put(record.amount)
            if let adopter = record.adopter {
                out.put(",\"adopter\":{\"id\":")
                out.put(quoted: adopter.id)
                if let country = adopter.country {
                    out.put(",\"country\":")
                    out.put(country)
                }
                if let kind = adopter.kind {
                    out.put(",\"kind\":")
                    out.put(quoted: kind.name)
                }
                out.put("}")
            }
            out.put(",\"source\":")
            out.put(quoted: record.source)
            out.put(",\"at\":")
            out.put(record.at)
            out.put("}}\n")
        }
    }

    /// Appends the first line of a stream.
    public static func write(_ header: StreamHeader, into bytes: inout [UInt8]) {
        var members = Members()
        members.add("name", header.name)
        members.add("source", header.source)
        members.add("from", header.from)
        line("stream", members, into: &bytes)
    }

    /// Appends the line that asks for an ack now.
    public static func writeFlush(into bytes: inout [UInt8]) { line("flush", Members(), into: &bytes) }

    private static func line(_ kind: String, _ members: Members, into bytes: inout [UInt8]) {
        JSONValue.object([.init(kind, members.json)]).write(into: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }
}
