import Columns
import Domain
import Measures

/// The columns by name, for tests.
extension World {
    /// The row that a name leads to.
    func row(_ name: String) -> Int? {
        for (id, alias) in names where ModelName.key(alias) == ModelName.key(name) { return Int(rowOfId[Int(id)]) }
        return (0..<models.count).first { ModelName.key(models.name[$0]) == ModelName.key(name) }
    }

    func flags(_ name: String) -> ModelFlags { row(name).map { models.flags[$0] } ?? [] }
    func netLikes(_ name: String) -> Int64? { row(name).flatMap { models.netLikes[$0].orNil } }
    func country(_ name: String) -> Country? { row(name).map { models.country[$0] } }

    /// `parent relation` of a model, ascending.
    func parents(_ name: String) -> [String] {
        guard let row = row(name) else { return [] }
        return graph.parentRange(row).map {
            "\(models.name[Int(graph.parents[$0])]) \(graph.relations[$0].name)"
        }.sorted()
    }

    func shares(_ question: Dependence.Question) -> [String] {
        guard let of = question.of else { return [] }
        return Dependence(question, in: self).shares(of: of).map { "\($0.parent.name) \($0.numerator)" }
    }

    /// Everything that a reader of an epoch can see, without the store's numbers, which only tell who spoke first.
    func visible() -> [String] {
        func text<T>(_ value: T) -> String { "\(value)" }
        func word(_ id: Int32) -> String { id == .null ? "-" : models.words[Int(id)] }
        var lines: [String] = []
        for row in 0..<models.count {
            let organization = organizationRow[row].orNil.map { organizations.name[Int($0)] } ?? "-"
            var parts = [
                models.name[row], organization, text(models.flags[row].rawValue), models.country[row].name,
                models.access[row].name, text(models.gated[row]), text(models.released[row]), text(models.created[row]),
                text(models.parameters[row]), text(models.netLikes[row]), text(models.gain7d[row]),
                text(models.gain30d[row]), text(models.gainSinceFirst[row]), text(models.gain7dBefore[row]),
                text(models.gain30dBefore[row]),
            ]
            parts += [
                text(models.decayedAdoption[row].bitPattern), text(models.downloads30d[row]),
                text(models.downloadsAllTime[row]), text(models.pulls[row]), text(models.derivatives[row]),
                text(models.descendants[row]), word(models.license[row]), models.details[Int32(row)] ?? "",
            ]
            parts += parents(models.name[row])
            lines.append(parts.joined(separator: "|"))
        }
        for row in 0..<organizations.count {
            lines.append(
                "organization|\(organizations.name[row])|\(organizations.country[row].name)|"
                    + "\(organizations.kind[row])|\(organizations.details[Int32(row)] ?? "")")
        }
        lines += organizationAliases.map { "alias|\($0.key)|\(organizations.name[Int($0.row)])" }
        lines += aliases.map { "name|\(names[$0.id] ?? "")|\(models.name[Int($0.row)])" }
        for attribution in Dependence.Attribution.allCases {
            for scope in Dependence.Scope.allCases {
                for weight in Dependence.Weight.allCases {
                    let cells = Dependence(
                        .init(of: nil, attribution: attribution, scope: scope, weight: weight), in: self
                    ).cells
                    lines += cells.map {
                        "\(attribution) \(scope) \(weight) \($0.key.child.name)<-\($0.key.parent.name) "
                            + "\($0.value.bitPattern)"
                    }
                }
            }
        }
        lines += lineageLines()
        return lines.sorted() + ["tallies \(tallies.selfLoops) \(tallies.contradictedRelations)", "sources \(sources)"]
    }
}
