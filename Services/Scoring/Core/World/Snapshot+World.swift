import Answers
import Columns
import Domain
import Measures

extension Snapshot {
    /// A state of the world as the gateway holds the present.
    ///
    /// - Parameter epoch: its number where it is the published present; 0: it is none.
    convenience init(_ state: AskedState, epoch: Int64) {
        let world = state.world
        let header = EpochHeader(
            number: epoch, batch: world.batch, generation: 0,
            asOf: world.asOf == .null ? nil : Timestamp(microseconds: world.asOf), coverage: "{}",
            sources: world.sources)
        let there = OrganizationsThen(world, state.facts).isThere
        var aliases: [IdentityAlias] = []
        for (id, row) in world.aliases {
            aliases.append(
                .init(sort: .model, id: world.models.id[Int(row)], key: ModelName.key(world.names[id] ?? "")))
        }
        for (key, row) in world.organizationAliases where there[Int(row)] {
            aliases.append(.init(sort: .organization, id: world.organizations.id[Int(row)], key: key))
        }
        self.init(
            header: header, models: world.models, organizations: world.organizations.only(there), aliases: aliases)
    }
}

extension OrganizationTable {
    /// The rows that are marked.
    fileprivate func only(_ marked: [Bool]) -> OrganizationTable {
        guard marked.contains(false) else { return self }
        var table = OrganizationTable()
        for row in 0..<count where marked[row] {
            if let text = details[Int32(row)] { table.details[Int32(table.count)] = text }
            table.id.append(id[row])
            table.name.append(name[row])
            table.country.append(country[row])
            table.kind.append(kind[row])
        }
        return table
    }
}
