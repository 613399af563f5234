import Columns
import Measures
import StoreLedger

/// Which rows of a new state differ from the published one.
enum EpochDifference {
    /// Above this part of changed organisations everything is written anew: measured, updating in place costs six times as
    /// much a row.
    private static let organizationLimit = 0.15

    /// - Parameters:
    ///   - old: the published epoch; its models are not read.
    ///   - before: its models, as far as the new ones differ.
    /// - Returns: nil where so much differs, or rows are gone, that everything is written anew.
    static func between(
        _ old: ScoreWriter.Epoch, _ before: EarlierModels, _ new: ScoreWriter.Epoch
    ) -> ScoreWriter.Changes? {
        guard old.aliases == new.aliases else { return nil }
        let limit = Int(Double(new.models.count) * ScoreWriter.changeLimit) + 1_000
        guard before.moved.count <= limit, var changes = models(before, new.models, limit: limit),
            changes.modelCount <= limit,
            let organizations = old.organizations.isShared(with: new.organizations)
                ? []
                : Self.organizations(
                    old.organizations, new.organizations,
                    limit: Int(Double(new.organizations.count) * organizationLimit) + 1_000)
        else { return nil }
        changes.organizations = organizations
        return changes
    }

    /// The rows of models that differ, ascending.
    private static func models(_ old: EarlierModels, _ new: ModelTable, limit: Int) -> ScoreWriter.Changes? {
        var changes = ScoreWriter.Changes()
        if let kept = old.kept {
            note(kept, old.models, new, comparesNames: false, &changes)
        } else {
            // Rows are the same models where none came between them, and none is gone.
            guard new.count >= old.count, new.id.prefix(old.count).elementsEqual(old.models.id.prefix(old.count)) else {
                return nil
            }
            for first in stride(from: 0, to: old.count, by: rowsAtOnce) {
                let rows = (first..<min(first + rowsAtOnce, old.count)).map { (row: $0, place: $0) }
                note(rows, old.models, new, comparesNames: true, &changes)
                if changes.modelCount > limit { return nil }
            }
        }
        changes.models += old.count..<max(old.count, new.count)
        guard !old.moved.isEmpty else { return changes }
        let models = Set(changes.models)
        changes.figures = (old.moved.map(Int.init) + changes.figures).ascending.filter { !models.contains($0) }
        return changes
    }

    private static let rowsAtOnce = 1 << 16

    /// - Parameter comparesNames: rows that were kept keep their names.
    private static func note(
        _ rows: [(row: Int, place: Int)], _ old: ModelTable, _ new: ModelTable, comparesNames: Bool,
        _ changes: inout ScoreWriter.Changes
    ) {
        // Words keep their numbers in the store, so their indexes can be compared.
        let differs = new.differences(rows, from: old)
        for (index, row) in rows.enumerated() {
            if differs.attributes[index] || comparesNames && !sameName(old, row.place, new, row.row) {
                changes.models.append(row.row)
            } else if differs.figures[index] {
                changes.figures.append(row.row)
            }
        }
    }

    private static func sameName(_ a: ModelTable, _ i: Int, _ b: ModelTable, _ j: Int) -> Bool {
        a.name.withBytes(i) { x in b.name.withBytes(j) { y in x.count == y.count && x.elementsEqual(y) } }
    }

    /// The rows of organisations that differ, ascending.
    private static func organizations(_ old: OrganizationTable, _ new: OrganizationTable, limit: Int) -> [Int]? {
        var changed: [Int] = []
        var i = 0
        for j in new.id.indices {
            if i < old.count, old.id[i] < new.id[j] { return nil }
            if i < old.count, old.id[i] == new.id[j] {
                if !same(old, i, new, j) { changed.append(j) }
                i += 1
            } else {
                changed.append(j)
            }
            if changed.count > limit { return nil }
        }
        return i == old.count ? changed : nil
    }

    private static func same(_ a: OrganizationTable, _ i: Int, _ b: OrganizationTable, _ j: Int) -> Bool {
        a.country[i] == b.country[j] && a.kind[i] == b.kind[j] && a.name[i] == b.name[j]
            && a.details[Int32(i)] == b.details[Int32(j)]
    }
}
