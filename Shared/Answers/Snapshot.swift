import Columns
import Domain

/// One epoch, whole and unchanging: everything the gateway answers from memory.
///
/// A new epoch is a new snapshot that shares with the one before it every column in which nothing changed.
public final class Snapshot: Sendable {
    public let header: EpochHeader
    public let models: ModelTable
    public let organizations: OrganizationTable
    /// Names of models -> row, and their aliases: a model's own name wins over another's alias.
    package let modelRows: RowIndex
    package let aliasRows: NameIndex
    /// Names and aliases of organisations -> row.
    package let organizationRows: NameIndex
    /// Further names by model row, folded; for the few that have any.
    package let modelAliases: [Int32: [String]]
    package let organizationAliases: [Int32: [String]]
    /// Which letters each model's name has, by row.
    package let signatures: [NameSignature]
    /// What answers repeat, encoded once.
    package let fragments: Fragments
    /// Answers of this epoch that were encoded before.
    package let answers = AnswerCache()

    /// Everything: what the store published, or what a state of the world holds.
    package convenience init(
        header: EpochHeader, models table: ModelTable, organizations publishers: OrganizationTable,
        aliases: [IdentityAlias]
    ) {
        var models = RowIndex(capacity: table.count)
        var aliasRows = NameIndex()
        var organizations = NameIndex(capacity: publishers.count + aliases.count)
        var modelAliases: [Int32: [String]] = [:]
        var organizationAliases: [Int32: [String]] = [:]
        // Aliases first: an organisation's own name wins over another's alias.
        for alias in aliases {
            Self.insert(alias, table, &aliasRows, &modelAliases, publishers, &organizations, &organizationAliases)
        }
        var signatures: [NameSignature] = []
        signatures.reserveCapacity(table.count)
        for row in 0..<table.count {
            table.name.withBytes(row) { name in
                models.insert(name, Int32(row))
                signatures.append(NameSignature(name))
            }
        }
        for row in 0..<publishers.count { organizations.insert(publishers.name[row], Int32(row)) }
        self.init(
            header: header, models: table, organizations: publishers, modelRows: models, aliasRows: aliasRows,
            organizationRows: organizations, modelAliases: modelAliases, organizationAliases: organizationAliases,
            signatures: signatures,
            fragments: Fragments(header: header, models: table, organizations: publishers))
    }

    package init(
        header: EpochHeader, models: ModelTable, organizations: OrganizationTable, modelRows: RowIndex,
        aliasRows: NameIndex, organizationRows: NameIndex, modelAliases: [Int32: [String]],
        organizationAliases: [Int32: [String]],
        signatures: [NameSignature], fragments: Fragments
    ) {
        self.header = header
        self.models = models
        self.organizations = organizations
        self.modelRows = modelRows
        self.aliasRows = aliasRows
        self.organizationRows = organizationRows
        self.modelAliases = modelAliases
        self.organizationAliases = organizationAliases
        self.signatures = signatures
        self.fragments = fragments
    }

    /// The row of a model by any of its names, whatever their case.
    package func model(named name: String) -> Int? {
        var name = name
        return name.withUTF8 { model(named: UnsafeRawBufferPointer($0)) }
    }

    /// The same of a name's bytes.
    package func model(named name: UnsafeRawBufferPointer) -> Int? {
        (modelRows.find(name, in: models.name) ?? (aliasRows.count > 0 ? aliasRows.find(name) : nil)).map(Int.init)
    }

    /// The row of an organisation by any of its names, whatever their case.
    package func organization(named name: String) -> Int? { organizationRows.find(name).map(Int.init) }

    package static func insert(
        _ alias: IdentityAlias, _ models: ModelTable, _ aliasRows: inout NameIndex,
        _ modelAliases: inout [Int32: [String]],
        _ organizations: OrganizationTable, _ organizationRows: inout NameIndex,
        _ organizationAliases: inout [Int32: [String]]
    ) {
        switch alias.sort {
        case .model:
            guard let row = models.row(id: alias.id) else { return }
            aliasRows.insert(alias.key, Int32(row))
            append(alias.key, to: &modelAliases[Int32(row), default: []], unless: models.name[row])
        case .organization:
            guard let row = organizations.row(id: alias.id) else { return }
            organizationRows.insert(alias.key, Int32(row))
            append(alias.key, to: &organizationAliases[Int32(row), default: []], unless: organizations.name[row])
        }
    }

    private static func append(_ key: String, to list: inout [String], unless name: String) {
        guard key != ModelName.key(name), !list.contains(key) else { return }
        list.append(key)
        list.sort()
    }
}
