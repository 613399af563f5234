import Glibc

/// The generated world beside what was measured of the real one: figures that the shape of every other result hangs on.
/// The ranges are wide enough for any seed at the small size.
struct WorldBenchmark {
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64

    static let section = "The world"

    func run(into report: inout Report) {
        func row(_ what: String, _ unit: String, _ value: Double, _ least: Double, _ most: Double) {
            report.rows.append(
                Row(
                    section: Self.section, what: what, ours: Measured(unit: unit, values: [value]),
                    goal: .between(least, most)))
        }
        let perAuthor = counts(catalogue.author.prefix(catalogue.modelCount).map(Int.init), catalogue.authors.count)
        row("models per author, mean", "", mean(perAuthor), 2.8, 4.6)
        row("models per author, median", "", quantile(perAuthor, 0.5), 1, 1)
        row("models of the largest 1 % of authors", "share", topShare(perAuthor), 0.28, 0.6)
        let relations = catalogue.relations
        func share(_ relation: String) -> Double {
            Double(relations.count { $0.name == relation }) / Double(max(1, relations.count))
        }
        row("edges that are adapters", "share", share("adapter"), 0.39, 0.45)
        row("edges that are finetunes", "share", share("finetune"), 0.30, 0.36)
        row("edges that are quantizations", "share", share("quantized"), 0.15, 0.21)
        row("edges that are merges", "share", share("merge"), 0.05, 0.09)
        row(
            "edges to parents that no source lists", "share",
            Double(catalogue.parents.count { Int($0) >= catalogue.modelCount }) / Double(max(1, relations.count)), 0.17,
            0.23)
        let children = counts(catalogue.parents.map(Int.init), catalogue.names.count).filter { $0 > 0 }
        row("children per parent, exponent of the tail", "", exponent(children, from: 3), 1.3, 2.3)
        row("children of the largest parent", "share", (children.last ?? 0) / Double(relations.count), 0.0005, 0.2)
        row("depth of lineage, longest", "", Double(depths().max() ?? 0), 3, 14)
        let stated = catalogue.license.count { $0 >= 0 }
        row("models that state a licence", "share", Double(stated) / Double(catalogue.modelCount), 0.33, 0.42)
        row("edges along which a stated licence changes", "share", licenseChanges(), 0.16, 0.24)
        let downloads = catalogue.downloads.map(Double.init).sorted()
        let zero = Double(downloads.count { $0 == 0 }) / Double(downloads.count)
        row("models without a download", "share", zero, 0.31, 0.45)
        row("downloads, median", "", quantile(downloads, 0.5), 1, 2)
        row("downloads of the largest 1 %", "share", topShare(downloads), 0.93, 1)
        row(
            "models that are older than their first parent, by their dates", "share of edges", olderChildren(), 0.0003,
            0.03)
        adoption(row)
    }

    /// What a week of events does.
    private func adoption(_ row: (String, String, Double, Double, Double) -> Void) {
        var adoption = Adoption(catalogue, size, seed: seed &+ 1)
        var bytes = 0.0
        for name in catalogue.names.prefix(10_000) { bytes += Double(name.utf8.count) }
        let events = adoption.nextDay()
        let likes = events.filter { $0.kind == .like }
        let perModel = counts(likes.map { Int($0.model) }, catalogue.modelCount)
        row(
            "likes of a day that ten models take", "share", perModel.suffix(10).reduce(0, +) / Double(likes.count),
            0.02, 0.8)
        row(
            "likes that are taken back", "share", Double(likes.count { $0.amount < 0 }) / Double(likes.count), 0.008,
            0.016)
        row("bytes of a name", "", bytes / Double(min(10_000, catalogue.names.count)), 11, 81)
    }

    /// How often each number below `size` occurs, ascending.
    private func counts(_ numbers: [Int], _ size: Int) -> [Double] {
        var counts = [Double](repeating: 0, count: size)
        for number in numbers { counts[number] += 1 }
        return counts.sorted()
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    private func quantile(_ sorted: [Double], _ share: Double) -> Double { Measured.quantile(sorted, share) }

    /// What the largest hundredth has of the whole.
    private func topShare(_ sorted: [Double]) -> Double {
        sorted.suffix(max(1, sorted.count / 100)).reduce(0, +) / max(1, sorted.reduce(0, +))
    }

    /// The exponent of a power law that fits the values from `least` on best (maximum likelihood, with the half that whole
    /// numbers are rounded by).
    ///
    /// Formula: Clauset, Shalizi, Newman, "Power-law distributions in empirical data", equation 3.7.
    private func exponent(_ values: [Double], from least: Double) -> Double {
        let tail = values.filter { $0 >= least }
        return 1 + Double(tail.count) / tail.map { log($0 / (least - 0.5)) }.reduce(0, +)
    }

    /// Edges between each model and the root that is farthest from it.
    private func depths() -> [Int] {
        var depths = [Int](repeating: 0, count: catalogue.names.count)
        for model in 0..<catalogue.modelCount {
            for edge in Int(catalogue.starts[model])..<Int(catalogue.starts[model + 1]) {
                let parent = Int(catalogue.parents[edge])
                if parent != model { depths[model] = max(depths[model], depths[parent] + 1) }
            }
        }
        return depths
    }

    /// Among first edges of which the parent states a licence.
    private func licenseChanges() -> Double {
        var edges = 0
        var changed = 0
        for model in 0..<catalogue.modelCount {
            guard let parent = firstParent(model), catalogue.license[parent] >= 0 else { continue }
            edges += 1
            if catalogue.license[parent] != catalogue.license[model] { changed += 1 }
        }
        return Double(changed) / Double(max(1, edges))
    }

    private func olderChildren() -> Double {
        var edges = 0
        var older = 0
        for model in 0..<catalogue.modelCount {
            guard let parent = firstParent(model) else { continue }
            edges += 1
            if catalogue.created[model] < catalogue.created[parent] { older += 1 }
        }
        return Double(older) / Double(max(1, edges))
    }

    /// The first parent that a source lists.
    private func firstParent(_ model: Int) -> Int? {
        let first = Int(catalogue.starts[model])
        guard first < Int(catalogue.starts[model + 1]) else { return nil }
        let parent = Int(catalogue.parents[first])
        return parent < catalogue.modelCount && parent != model ? parent : nil
    }
}
