import Domain

extension Catalogue {
    /// Edges by linear preferential attachment: most new children go where children already are. Children of children
    /// are rare and come after finetunes, hardly ever after quantizations, so depth stays near 4.
    mutating func makeLineage(edges wanted: Int, _ random: inout RandomSource) {
        let mix: [(Relation, Double)] = [(.adapter, 0.42), (.finetune, 0.33), (.quantized, 0.18), (.merge, 0.07 / 3)]
        let weights = mix.map(\.1)
        let perChild = 1 / weights.reduce(0, +)
        let share = Double(wanted) / Double(modelCount) / perChild
        var listed = Urn()
        var unlisted = Urn()
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
                    if unlisted.isEmpty || random.chance(0.05) {
                        parent = addUnlisted(&random)
                    } else {
                        parent = unlisted.draw(&random)
                    }
                    unlisted.put(parent)
                } else {
                    if listed.isEmpty || random.chance(0.05) {
                        let pool = !finetunes.isEmpty && random.chance(0.1) ? finetunes : roots
                        parent = pool[random.below(pool.count)]
                    } else {
                        parent = listed.draw(&random)
                    }
                    listed.put(parent)
                }
                if parents[first...].contains(parent) { continue }
                parents.append(parent)
                relations.append(relation)
            }
            let inherited = Int(parents[first])
            license.append(inherited < license.count && random.chance(0.8) ? license[inherited] : stated(&random))
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

    private mutating func addUnlisted(_ random: inout RandomSource) -> Int32 {
        let node = names.count
        author.append(author[random.below(modelCount)])
        names.append("\(authors[Int(author[node])].name)/unlisted-\(node - modelCount)")
        return Int32(node)
    }
}

/// Parents, each as often as it has children: drawing from it is preferential attachment.
private struct Urn {
    private var entries: [Int32] = []
    var isEmpty: Bool { entries.isEmpty }
    mutating func put(_ parent: Int32) { entries.append(parent) }
    func draw(_ random: inout RandomSource) -> Int32 { entries[random.below(entries.count)] }
}
