import Columns
import Domain
import Measures
import Wire

/// The answer of model.get, by hand: this is the question asked most.
package enum ModelAnswer {
    /// The measure's id and version.
    package static let definition = "model/1"

    /// The whole result object for a row.
    ///
    /// - Parameter asked: the parameters as used, as JSON.
    package static func write(
        _ snapshot: Snapshot, _ row: Int, asked: UnsafeRawBufferPointer, _ writer: inout ResultWriter
    ) {
        writer.raw("{\"value\":")
        if let details = snapshot.models.details[Int32(row)] {
            var base = ResultWriter()
            writeValue(snapshot, row, &base)
            writer.raw(Overlay.merge(details, into: base.bytes))
        } else {
            writeValue(snapshot, row, &writer)
        }
        writer.raw(",\"unit\":\"model\"")
        writer.raw(snapshot.fragments.time)
        writer.raw("\"model/1\",\"parameters\":")
        writer.raw(asked)
        writer.raw(
            ",\"numerator\":null,\"denominator\":null,\"denominatorText\":null,\"coverage\":null,\"reason\":null,\"sources\":"
        )
        writer.raw(snapshot.fragments.sources)
        writer.raw("}")
    }

    private static func writeValue(_ snapshot: Snapshot, _ row: Int, _ writer: inout ResultWriter) {
        let table = snapshot.models
        writer.raw("{\"id\":")
        table.name.withBytes(row) { writer.string($0) }
        writer.raw(",\"aliases\":")
        if let aliases = snapshot.modelAliases[Int32(row)] {
            writer.json(.array(aliases.map { .string($0) }))
        } else {
            writer.raw("[]")
        }
        writer.raw(",\"organization\":")
        writeOrganization(snapshot, table.organization[row], &writer)
        writer.raw(",\"country\":\"")
        writer.raw(table.country[row].name)
        writer.raw("\",\"access\":\"")
        writer.raw(table.access[row].name)
        writer.raw("\",\"license\":")
        writeWord(snapshot, table.license[row], &writer)
        writer.raw(",\"licenseName\":null,\"licenseLink\":null,\"gated\":")
        switch table.gated[row] {
        case 1: writer.raw("true")
        case 0: writer.raw("false")
        default: writer.raw("null")
        }
        writeDates(table, row, &writer)
        writer.raw(",\"parameters\":")
        writer.integerOrNull(table.parameters[row])
        writer.raw(",\"activeParameters\":")
        writer.integerOrNull(table.activeParameters[row])
        writer.raw(",\"sizeClass\":")
        writer.stringOrNull(SizeClass(parameters: table.parameters[row])?.name)
        writer.raw(",\"task\":")
        writeWord(snapshot, table.task[row], &writer)
        writer.raw(",\"library\":")
        writeWord(snapshot, table.library[row], &writer)
        writeFigures(table, row, &writer)
        writer.raw(",\"flags\":[")
        writeFlags(table.flags[row], &writer)
        writer.raw("],\"openness\":{\"access\":\"")
        writer.raw(table.access[row].name)
        writer.raw("\"}}")
    }

    private static func writeDates(_ table: ModelTable, _ row: Int, _ writer: inout ResultWriter) {
        if let first = table.released[row].orNil {
            let precision = PartialDate.Precision(rawValue: table.releasedPrecision[row]) ?? .day
            writer.raw(",\"released\":\"")
            writer.raw(PartialDate(first: UTCDay(number: first), precision: precision).description)
            writer.raw("\",\"releasedPrecision\":\"")
            switch precision {
            case .day: writer.raw("day\"")
            case .month: writer.raw("month\"")
            case .year: writer.raw("year\"")
            }
        } else {
            writer.raw(",\"released\":null,\"releasedPrecision\":null")
        }
        writer.raw(",\"created\":")
        writer.timestampOrNull(table.created[row])
    }

    private static func writeFigures(_ table: ModelTable, _ row: Int, _ writer: inout ResultWriter) {
        writer.raw(",\"series\":{\"likes\":{\"latest\":")
        writer.integerOrNull(table.netLikes[row])
        writer.raw(",\"change7d\":")
        writer.integerOrNull(table.gain7d[row])
        writer.raw(",\"change30d\":")
        writer.integerOrNull(table.gain30d[row])
        writer.raw(",\"changeSinceFirst\":")
        writer.integerOrNull(table.gainSinceFirst[row])
        writer.raw("},\"downloads30d\":{\"latest\":")
        writer.integerOrNull(table.downloads30d[row])
        writer.raw("},\"downloadsAllTime\":{\"latest\":")
        writer.integerOrNull(table.downloadsAllTime[row])
        writer.raw("},\"pulls\":{\"latest\":")
        writer.integerOrNull(table.pulls[row])
        writer.raw("}},\"derivatives\":{\"direct\":")
        writer.integer(table.derivatives[row])
        writer.raw(",\"transitive\":")
        writer.integer(table.descendants[row])
        writer.raw("},\"decayedAdoption\":")
        writer.number(table.decayedAdoption[row])
    }

    private static func writeOrganization(_ snapshot: Snapshot, _ id: Int32, _ writer: inout ResultWriter) {
        guard id != .null, let row = snapshot.organizations.row(id: id) else { return writer.raw("null") }
        if let ready = snapshot.fragments.organizations[Int32(row)] {
            writer.raw(ready)
        } else {
            OrganizationAnswer.write(snapshot.organizations, row, &writer)
        }
    }

    private static func writeWord(_ snapshot: Snapshot, _ index: Int32, _ writer: inout ResultWriter) {
        if index == .null { writer.raw("null") } else { writer.raw(snapshot.fragments.words[Int(index)]) }
    }

    private static func writeFlags(_ flags: ModelFlags, _ writer: inout ResultWriter) {
        guard !flags.isEmpty else { return }
        writer.raw(flags.words.map { "\"\($0)\"" }.joined(separator: ","))
    }
}

extension ModelFlags {
    private static let named: [(ModelFlags, String)] = [
        (.placeholder, "placeholder"), (.artifact, "artifact"), (.selfLoop, "selfLoop"), (.cycle, "cycle"),
        (.relationContradicted, "relationContradicted"), (.counterFell, "counterFell"),
        (.counterReset, "counterReset"), (.deleted, "deleted"), (.contradicted, "contradicted"),
        (.licenseUnmapped, "licenseUnmapped"), (.jointRelease, "jointRelease"),
        (.severalRepositories, "severalRepositories"),
    ]

    /// Its words in messages, in their order.
    package var words: [String] { Self.named.filter { contains($0.0) }.map(\.1) }
}
