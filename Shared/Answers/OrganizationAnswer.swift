import Columns
import Domain
import Wire

/// What is said about an organisation.
package enum OrganizationAnswer {
    /// The members that model.get shows of it.
    private static let briefKeys: Set<String> = ["id", "name", "country", "kind", "countrySource", "evidence"]

    /// The words of the kinds, which an enumeration's name gives slowly.
    private static let kinds = OrganizationKind.allCases.map(\.name)

    /// `{"id","name","country","kind","countrySource","evidence"}`.
    package static func brief(_ table: OrganizationTable, _ row: Int) -> [UInt8] {
        let base = columns(table, row)
        guard let details = table.details[Int32(row)] else { return base }
        guard let all = Overlay.object(Overlay.merge(details, into: base)) else { return base }
        var bytes: [UInt8] = []
        JSONValue.object(all.filter { briefKeys.contains($0.key) }).write(into: &bytes)
        return bytes
    }

    /// What the columns hold.
    private static func columns(_ table: OrganizationTable, _ row: Int) -> [UInt8] {
        var writer = ResultWriter()
        write(table, row, &writer)
        return writer.bytes
    }

    /// The brief form for an organisation without details.
    package static func write(_ table: OrganizationTable, _ row: Int, _ writer: inout ResultWriter) {
        writer.raw("{\"id\":")
        writer.string(table.name[row])
        writer.raw(",\"name\":")
        writer.string(table.name[row])
        writer.raw(",\"country\":")
        writer.country(table.country[row])
        writer.raw(",\"kind\":\"")
        writer.raw(kinds[Int(table.kind[row].rawValue)])
        writer.raw("\",\"countrySource\":null,\"evidence\":null}")
    }

    /// All that is known: aliases, parent, and how many models it has published.
    package static func full(_ snapshot: Snapshot, _ row: Int, models: Int, placeholders: Int) -> JSONValue {
        let table = snapshot.organizations
        let base = Overlay.object(columns(table, row)) ?? []
        let aliases = snapshot.organizationAliases[Int32(row)] ?? []
        let more: [JSONValue.Member] = [
            .init("aliases", .array(aliases.map { .string($0) })), .init("parent", .null),
            .init("models", .integer(Int64(models))), .init("placeholders", .integer(Int64(placeholders))),
        ]
        var bytes: [UInt8] = []
        JSONValue.object(base + more).write(into: &bytes)
        guard let details = table.details[Int32(row)] else { return .object(base + more) }
        return .object(Overlay.object(Overlay.merge(details, into: bytes)) ?? base + more)
    }
}
