import Domain

extension Catalogue {
    /// Edges by linear preferential attachment: most new children go where children already are, up to one edge in 200 or
    /// 4,000 children, where the real ones end: without an end the first would have a third of all. Children of
    /// children are rare and come after finetunes, hardly ever after quantizations, so depth stays near 4.
    mutating func makeLineage(edges wanted: Int, _ random: inout RandomSource) {
        let mix: [(Relation, Double)] = [(.adapter, 0.42), (.finetune, 0.33), (.quantized, 0.18), (.merge, 0.07 / 3)]
        let weights = mix.map(\.1)
        let perChild = 1 / weights.reduce(0, +)
        let share = Double(wanted) / Double(modelCount) / perChild
        let most = max(50, min(4_000, wanted / 200))
        var listed = Urn(most: most)
        var unlisted = Urn(most: most)
        var roots: [Int32] = []
        var finetunes: [Int32] = []
        license.reserveCapacity(modelCount)
        for model in 0..<modelCount {
            defer { starts.append(Int32(parents.count)) }
            guard roots.count > 16, random.chance(share) else {
                roots.append(Int32(model))
                license.append(stated(&random))
                continue
            }
            let relation = mix[random.pick(weights)].0
            let count = relation == .merge ? 2 + random.below(3) : 1
            let first = parents.count
            while parents.count - first < count {
                let parent: Int32
                if random.chance(0.2) {
                    parent = (random.chance(0.05) ? nil : unlisted.draw(&random)) ?? addUnlisted(&random)
                    unlisted.put(parent)
                } else {
                    if let known = random.chance(0.05) ? nil : listed.draw(&random) {
                        parent = known
                    } else {
                        let pool = !finetunes.isEmpty && random.chance(0.1) ? finetunes : roots
                        parent = pool[random.below(pool.count)]
                    }
                    listed.put(parent)
                }
                if parents[first...].contains(parent) { continue }
                parents.append(parent)
                relations.append(relation)
            }
            let parent = Int(parents[first])
            license.append(parent < license.count ? inherited(license[parent], &random) : stated(&random))
            if random.chance(0.001), parent < model {
                // Some children are older than what they were made from, by what is written of them.
                created[model] = created[parent] - 86_400_000_000
            }
            if relation == .finetune {
                finetunes.append(Int32(model))
                if random.chance(0.03) { names[model] += "-FP8" }
            }
            if random.chance(0.002) {
                parents.append(Int32(model))
                relations.append(relation)
            }
        }
    }

    private func stated(_ random: inout RandomSource) -> Int8 {
        random.chance(Licenses.stated) ? Int8(random.pick(Licenses.weights)) : -1
    }

    /// A child's licence: along one edge of five another than the parent's.
    private func inherited(_ license: Int8, _ random: inout RandomSource) -> Int8 {
        guard !random.chance(0.8) else { return license }
        var other = stated(&random)
        while license >= 0, other == license { other = stated(&random) }
        return other
    }

    private mutating func addUnlisted(_ random: inout RandomSource) -> Int32 {
        let node = names.count
        author.append(author[random.below(modelCount)])
        names.append("\(authors[Int(author[node])].name)/unlisted-\(node - modelCount)")
        return Int32(node)
    }
}

/// Parents, each as often as it has children: drawing from it is preferential attachment.
private struct Urn {
    /// The most children that one parent takes.
    let most: Int
    private var entries: [Int32] = []
    private var children: [Int32: Int] = [:]

    init(most: Int) { self.most = most }

    mutating func put(_ parent: Int32) {
        entries.append(parent)
        children[parent, default: 0] += 1
    }

    /// Nil where there is none, or those that were drawn have all they take: somebody new has the child.
    func draw(_ random: inout RandomSource) -> Int32? {
        guard !entries.isEmpty else { return nil }
        for _ in 0..<4 {
            let parent = entries[random.below(entries.count)]
            if children[parent, default: 0] < most { return parent }
        }
        return nil
    }
}
