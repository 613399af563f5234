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
    ) -> (models: [Int], organizations: [Int])? {
        guard old.aliases == new.aliases else { return nil }
        let limit = Int(Double(new.models.count) * ScoreWriter.changeLimit) + 1_000
        guard before.moved.count <= limit, let models = models(before, new.models, limit: limit), models.count <= limit,
            let organizations = old.organizations.isShared(with: new.organizations)
                ? []
                : changed(
                    old.organizations.id, new.organizations.id, { same(old.organizations, $0, new.organizations, $1) },
                    limit: Int(Double(new.organizations.count) * organizationLimit) + 1_000)
        else { return nil }
        return (models, organizations)
    }

    /// The rows of models that differ, ascending.
    private static func models(_ old: EarlierModels, _ new: ModelTable, limit: Int) -> [Int]? {
        let found: [Int]?
        if let rows = old.rows(of: new.count) {
            found = rows.filter { $0 >= old.count || !same(old.models, old.place(of: $0), new, $0) }
        } else {
            found = changed(
                old.models.id.prefix(old.count), new.id,
                { same(old.models, $0, new, $1) && sameName(old.models, $0, new, $1) }, limit: limit, appends: true)
        }
        guard !old.moved.isEmpty, let found else { return found }
        var all: [Int] = []
        for row in (old.moved.map(Int.init) + found).sorted() where all.last != row { all.append(row) }
        return all
    }

    /// - Parameter appends: whether ids among the others that were not there are as good as too many changes.
    private static func changed<Old: RandomAccessCollection<Int32>, New: RandomAccessCollection<Int32>>(
        _ old: Old, _ new: New, _ same: (Int, Int) -> Bool, limit: Int, appends: Bool = false
    ) -> [Int]? where Old.Index == Int, New.Index == Int {
        var changed: [Int] = []
        var i = 0
        for j in new.indices {
            if i < old.count, old[i] < new[j] { return nil }
            if i < old.count, old[i] == new[j] {
                if !same(i, j) { changed.append(j) }
                i += 1
            } else {
                if appends, i < old.count { return nil }
                changed.append(j)
            }
            if changed.count > limit { return nil }
        }
        return i == old.count ? changed : nil
    }

    private static func same(_ a: ModelTable, _ i: Int, _ b: ModelTable, _ j: Int) -> Bool {
        // Words keep their numbers in the store, so their indexes can be compared.
        a.netLikes[i] == b.netLikes[j] && a.likesReached[i] == b.likesReached[j] && a.gain7d[i] == b.gain7d[j]
            && a.gain30d[i] == b.gain30d[j]
            && a.gainSinceFirst[i] == b.gainSinceFirst[j]
            && a.decayedAdoption[i].bitPattern == b.decayedAdoption[j].bitPattern
            && a.downloads30d[i] == b.downloads30d[j] && a.downloadsAllTime[i] == b.downloadsAllTime[j]
            && a.pulls[i] == b.pulls[j] && a.derivatives[i] == b.derivatives[j]
            && a.descendants[i] == b.descendants[j] && a.organization[i] == b.organization[j]
            && a.flags[i] == b.flags[j] && a.country[i] == b.country[j] && a.access[i] == b.access[j]
            && a.gated[i] == b.gated[j] && a.released[i] == b.released[j]
            && a.releasedPrecision[i] == b.releasedPrecision[j] && a.created[i] == b.created[j]
            && a.parameters[i] == b.parameters[j] && a.activeParameters[i] == b.activeParameters[j]
            && a.license[i] == b.license[j] && a.task[i] == b.task[j] && a.library[i] == b.library[j]
            && a.details[Int32(i)] == b.details[Int32(j)]
    }

    private static func sameName(_ a: ModelTable, _ i: Int, _ b: ModelTable, _ j: Int) -> Bool {
        a.name.withBytes(i) { x in b.name.withBytes(j) { y in x.count == y.count && x.elementsEqual(y) } }
    }

    private static func same(_ a: OrganizationTable, _ i: Int, _ b: OrganizationTable, _ j: Int) -> Bool {
        a.country[i] == b.country[j] && a.kind[i] == b.kind[j] && a.name[i] == b.name[j]
            && a.details[i] == b.details[j]
    }
}
