import Columns
import Domain
import Measures
import Wire

/// The answer of model.get, by hand: this is the question asked most.
package enum ModelAnswer {
    /// The measure's id and version.
    package static let definition = "model/1"

    /// The line that answers a question.
    ///
    /// - Parameter id: the request's id, as JSON.
    package static func write(
        _ snapshot: Snapshot, _ row: Int, id: UnsafeRawBufferPointer, asked: UnsafeRawBufferPointer,
        _ writer: inout ResultWriter
    ) {
        writer.raw("{\"jsonrpc\":\"2.0\",\"id\":")
        writer.raw(id)
        writer.raw(",\"result\":")
        write(snapshot, row, asked: asked, &writer)
        writer.raw("}\n")
    }

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
        let model = ModelRow(snapshot.models, row)
        writer.raw("{\"id\":")
        snapshot.models.name.withBytes(row) { writer.string($0) }
        writer.raw(",\"aliases\":")
        if let aliases = snapshot.modelAliases[Int32(row)] {
            writer.json(.array(aliases.map { .string($0) }))
        } else {
            writer.raw("[]")
        }
        writer.raw(",\"organization\":")
        writeOrganization(snapshot, model.organization, &writer)
        writer.raw(",\"country\":")
        writer.country(model.country)
        writer.raw(",\"access\":\"")
        writer.raw(model.access.name)
        writer.raw("\",\"license\":")
        writeWord(snapshot, model.license, &writer)
        writer.raw(",\"licenseName\":null,\"licenseLink\":null,\"gated\":")
        switch model.gated {
        case 1: writer.raw("true")
        case 0: writer.raw("false")
        default: writer.raw("null")
        }
        writeDates(model, &writer)
        writer.raw(",\"parameters\":")
        writer.integerOrNull(model.parameters)
        writer.raw(",\"activeParameters\":")
        writer.integerOrNull(model.activeParameters)
        writer.raw(",\"sizeClass\":")
        writer.stringOrNull(SizeClass(parameters: model.parameters)?.name)
        writer.raw(",\"task\":")
        writeWord(snapshot, model.task, &writer)
        writer.raw(",\"library\":")
        writeWord(snapshot, model.library, &writer)
        writeFigures(model, &writer)
        writer.raw(",\"flags\":[")
        writeFlags(model.flags, &writer)
        writer.raw("],\"openness\":{\"access\":\"")
        writer.raw(model.access.name)
        writer.raw("\"}}")
    }

    private static func writeDates(_ model: ModelRow, _ writer: inout ResultWriter) {
        if let first = model.released.orNil {
            let precision = PartialDate.Precision(rawValue: model.releasedPrecision) ?? .day
            writer.raw(",\"released\":\"")
            writer.date(UTCDay(number: first), precision)
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
        writer.timestampOrNull(model.created)
    }

    private static func writeFigures(_ model: ModelRow, _ writer: inout ResultWriter) {
        writer.raw(",\"series\":{\"likes\":{\"latest\":")
        writer.integerOrNull(model.netLikes)
        writer.raw(",\"change7d\":")
        writer.integerOrNull(model.gain7d)
        writer.raw(",\"change30d\":")
        writer.integerOrNull(model.gain30d)
        writer.raw(",\"changeSinceFirst\":")
        writer.integerOrNull(model.gainSinceFirst)
        writer.raw("},\"downloads30d\":{\"latest\":")
        writer.integerOrNull(model.downloads30d)
        writer.raw("},\"downloadsAllTime\":{\"latest\":")
        writer.integerOrNull(model.downloadsAllTime)
        writer.raw("},\"pulls\":{\"latest\":")
        writer.integerOrNull(model.pulls)
        writer.raw("}},\"derivatives\":{\"direct\":")
        writer.integer(model.derivatives)
        writer.raw(",\"transitive\":")
        writer.integer(model.descendants)
        writer.raw("},\"decayedAdoption\":")
        writer.number(model.decayedAdoption)
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
        if index == .null { return writer.raw("null") }
        snapshot.fragments.words.withBytes(Int(index)) { writer.raw($0) }
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
