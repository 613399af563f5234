import Columns
import Domain
import Wire

/// What sources said of organisations up to the state's time: every statement, the contradicted ones too.
enum OrganizationInputs: InputFamily {
    static let name = "organizations"
    static let columns = [
        "organization", "source", "at", "country", "kind", "parent", "displayName", "aliases", "evidence", "batch",
    ]

    static func order(_ state: AskedState) -> [Int64] {
        let facts = state.facts
        func name(_ i: Int) -> String { facts.organizationNames[Int(facts.organizations[i].organization)] }
        return facts.organizations.indices.filter { state.holds(facts.organizations[$0].at) }.sorted {
            let (a, b) = (facts.organizations[$0], facts.organizations[$1])
            if a.organization != b.organization { return name($0) < name($1) }
            if a.source != b.source { return facts.sources[Int(a.source)] < facts.sources[Int(b.source)] }
            return (a.at, a.batch, $0) < (b.at, b.batch, $1)
        }.map(Int64.init)
    }

    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue] {
        let row = state.facts.organizations[Int(number)]
        let names = state.facts.organizationNames
        return [
            .string(names[Int(row.organization)]), state.source(row.source), .instant(row.at),
            .text(row.country?.name), .text(row.kind?.name), .text(row.parent.map { names[Int($0)] }),
            .text(row.name), .array(row.aliases.map { .string($0) }), .text(row.evidence), .integer(row.batch),
        ]
    }
}
