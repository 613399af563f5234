import Answers
import Columns
import StoreView

extension IdentityAlias {
    /// As the store keeps it.
    init(_ alias: Alias) {
        self.init(sort: alias.sort == .model ? .model : .organization, id: alias.id, key: alias.key)
    }
}

extension Snapshot {
    /// Everything, as the store gave it: rows, and what changed since they were written.
    ///
    /// Throws `ViewError` where that does not fit onto them.
    convenience init(header: EpochHeader, rows: EpochRows, since: ChangedModels) throws {
        var models = rows.models
        guard models.merge(since, { _, _ in }) else {
            throw ViewError.misplaced(table: "score.model_change", epoch: header.number)
        }
        self.init(
            header: header, models: models, organizations: rows.organizations,
            aliases: rows.aliases.map(IdentityAlias.init))
    }

    /// This snapshot with the rows that changed since; nil where the changes do not fit onto it (a row with an id in
    /// the middle that was not there) and everything has to be read again.
    func applying(_ header: EpochHeader, _ changes: EpochChanges) -> Snapshot? {
        var models = self.models
        var modelRows = self.modelRows
        var aliasRows = self.aliasRows
        var signatures = self.signatures
        let fits = models.merge(changes.models) { row, name in
            modelRows.insert(name, row)
            if Int(row) == signatures.count {
                signatures.append(NameSignature(name))
            } else {
                signatures[Int(row)] = NameSignature(name)
                // It still answers to its name before.
                self.models.name.withBytes(Int(row)) { aliasRows.insert($0, row) }
            }
        }
        guard fits else { return nil }
        var organizations = self.organizations
        var organizationRows = self.organizationRows
        guard organizations.merge(changes.organizations, { row, name in organizationRows.insert(name, row) })
        else { return nil }
        var modelAliases = self.modelAliases
        var organizationAliases = self.organizationAliases
        for alias in changes.aliases.map(IdentityAlias.init) {
            // An identity's own name wins over another's alias.
            let taken =
                switch alias.sort {
                case .model: modelRows.find(alias.key, in: models.name).map { models.id[Int($0)] != alias.id }
                case .organization:
                    organizationRows.find(alias.key).map {
                        organizations.id[Int($0)] != alias.id && owns(organizations.name[Int($0)], alias.key)
                    }
                }
            if taken == true { continue }
            Self.insert(
                alias, models, &aliasRows, &modelAliases, organizations, &organizationRows, &organizationAliases)
        }
        return Snapshot(
            header: header, models: models, organizations: organizations, modelRows: modelRows, aliasRows: aliasRows,
            organizationRows: organizationRows, modelAliases: modelAliases, organizationAliases: organizationAliases,
            signatures: signatures,
            fragments: fragments.updated(
                header: header, models: models, organizations: organizations,
                changed: changes.organizations.id.compactMap { organizations.row(id: $0) }))
    }
}

private func owns(_ name: String, _ key: String) -> Bool {
    name.utf8.elementsEqual(key.utf8) { $0 == $1 || ($0 >= 65 && $0 <= 90 && $0 | 0x20 == $1) }
}

extension ModelTable {
    /// Takes over what changed; copies only columns in which something did. False: it does not fit.
    mutating func merge(_ changes: ChangedModels, _ named: (Int32, UnsafeRawBufferPointer) -> Void) -> Bool {
        guard changes.rows.count == 0 || merge(changes.rows, named) else { return false }
        return changes.figures.allSatisfy { merge($0) }
    }

    private mutating func merge(_ figures: FigureTable) -> Bool {
        var rows: [Int] = []
        rows.reserveCapacity(figures.count)
        for id in figures.id {
            guard let row = row(id: id) else { return false }
            rows.append(row)
        }
        put(&netLikes, figures.netLikes, rows)
        put(&likesReached, figures.likesReached, rows)
        put(&gain7d, figures.gain7d, rows)
        put(&gain30d, figures.gain30d, rows)
        put(&gainSinceFirst, figures.gainSinceFirst, rows)
        put(&decayedAdoption, figures.decayedAdoption, rows)
        put(&downloads30d, figures.downloads30d, rows)
        put(&downloadsAllTime, figures.downloadsAllTime, rows)
        put(&pulls, figures.pulls, rows)
        return true
    }

    /// Rows that changed, and appended ones.
    private mutating func merge(_ changes: ModelTable, _ named: (Int32, UnsafeRawBufferPointer) -> Void) -> Bool {
        var rows: [Int] = []
        rows.reserveCapacity(changes.count)
        var appended = count
        for id in changes.id {
            if let row = row(id: id) {
                rows.append(row)
            } else {
                guard appended > count || id > (self.id.last ?? .min) else { return false }
                rows.append(appended)
                appended += 1
            }
        }
        let renamed = changes.id.indices.filter { rows[$0] < count && !sameName(rows[$0], changes, $0) }
        for change in changes.id.indices where rows[change] >= count || !sameName(rows[change], changes, change) {
            changes.name.withBytes(change) { named(Int32(rows[change]), $0) }
        }
        mergeNames(changes, rows, renamed)
        let words = mergeWords(changes.words)
        put(&details, changes.details, rows)
        put(&id, changes.id, rows)
        put(&organization, changes.organization, rows)
        put(&flags, changes.flags, rows)
        put(&country, changes.country, rows)
        put(&access, changes.access, rows)
        put(&gated, changes.gated, rows)
        put(&released, changes.released, rows)
        put(&releasedPrecision, changes.releasedPrecision, rows)
        put(&created, changes.created, rows)
        put(&parameters, changes.parameters, rows)
        put(&activeParameters, changes.activeParameters, rows)
        put(&netLikes, changes.netLikes, rows)
        put(&likesReached, changes.likesReached, rows)
        put(&gain7d, changes.gain7d, rows)
        put(&gain30d, changes.gain30d, rows)
        put(&gainSinceFirst, changes.gainSinceFirst, rows)
        put(&decayedAdoption, changes.decayedAdoption, rows)
        put(&downloads30d, changes.downloads30d, rows)
        put(&downloadsAllTime, changes.downloadsAllTime, rows)
        put(&pulls, changes.pulls, rows)
        put(&derivatives, changes.derivatives, rows)
        put(&descendants, changes.descendants, rows)
        put(&license, changes.license.map { $0 == .null ? $0 : words[Int($0)] }, rows)
        put(&task, changes.task.map { $0 == .null ? $0 : words[Int($0)] }, rows)
        put(&library, changes.library.map { $0 == .null ? $0 : words[Int($0)] }, rows)
        return true
    }

    private func sameName(_ row: Int, _ other: ModelTable, _ otherRow: Int) -> Bool {
        name.withBytes(row) { a in other.name.withBytes(otherRow) { b in a.elementsEqual(b) } }
    }

    private mutating func mergeNames(_ changes: ModelTable, _ rows: [Int], _ renamed: [Int]) {
        if !renamed.isEmpty {
            let newNames = Dictionary(uniqueKeysWithValues: renamed.map { (rows[$0], $0) })
            var names = StringColumn(capacity: count, bytesCapacity: name.byteCount)
            for row in 0..<name.count {
                if let change = newNames[row] {
                    changes.name.withBytes(change) { names.append($0) }
                } else {
                    name.withBytes(row) { names.append($0) }
                }
            }
            name = names
        }
        for change in changes.id.indices where rows[change] >= name.count {
            changes.name.withBytes(change) { name.append($0) }
        }
    }

    /// The index here of each of the other table's words.
    private mutating func mergeWords(_ others: [String]) -> [Int32] {
        guard !others.isEmpty else { return [] }
        var known: [String: Int32] = [:]
        for (index, word) in words.enumerated() { known[word] = Int32(index) }
        return others.map { word in
            if let index = known[word] { return index }
            words.append(word)
            return Int32(words.count - 1)
        }
    }
}

extension OrganizationTable {
    /// Takes over changed and appended rows. False: they do not fit.
    mutating func merge(_ changes: OrganizationTable, _ named: (Int32, String) -> Void) -> Bool {
        var rows: [Int] = []
        var appended = count
        for id in changes.id {
            if let row = row(id: id) {
                rows.append(row)
            } else {
                guard appended > count || id > (self.id.last ?? .min) else { return false }
                rows.append(appended)
                appended += 1
            }
        }
        for (change, row) in rows.enumerated() { named(Int32(row), changes.name[change]) }
        put(&name, changes.name, rows)
        put(&country, changes.country, rows)
        put(&kind, changes.kind, rows)
        put(&details, changes.details, rows)
        put(&id, changes.id, rows)
        return true
    }
}

/// Sets the texts of rows; where there is none any more it is gone.
private func put(_ texts: inout [Int32: String], _ values: [Int32: String], _ rows: [Int]) {
    for (change, row) in rows.enumerated() {
        let text = values[Int32(change)]
        if texts[Int32(row)] != text { texts[Int32(row)] = text }
    }
}

/// Sets rows that are there and appends the others; the column is copied only if something in it changes.
private func put<T: Equatable>(_ column: inout Column<T>, _ values: some Sequence<T>, _ rows: [Int]) {
    for (value, row) in zip(values, rows) {
        if row == column.count {
            column.append(value)
        } else if column[row] != value {
            column[row] = value
        }
    }
}

private func put<T>(_ column: inout NarrowColumn<T>, _ values: some Sequence<T>, _ rows: [Int]) {
    for (value, row) in zip(values, rows) {
        if row == column.count {
            column.append(value)
        } else if column[row] != value {
            column[row] = value
        }
    }
}

private func put<T: Equatable>(_ column: inout [T], _ values: [T], _ rows: [Int]) {
    for (value, row) in zip(values, rows) {
        if row == column.count {
            column.append(value)
        } else if column[row] != value {
            column[row] = value
        }
    }
}
