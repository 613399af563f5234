import Columns
import Domain

@testable import Measures

extension World {
    /// Every measure over lineage by name, for several choices of edges.
    func lineageLines() -> [String] {
        var lines: [String] = []
        func name(_ row: Int) -> String { models.name[row] }
        func names(_ rows: [Int]) -> String { rows.map(name).joined(separator: ">") }
        let standard = LineageChoice.standard.relations
        let choices = [
            LineageChoice.standard, LineageChoice(relations: Set(Relation.allCases)),
            LineageChoice(relations: standard.subtracting([.merge]), excludeFlagged: true),
        ]
        for (number, choice) in choices.enumerated() {
            let lineage = Lineage(self, choice)
            lines.append("\(number) \(lineage.leftOut) \(lineage.components.cycles)")
            for key in RootAdoption.Key.allCases {
                for weight in AdoptionWeight.allCases {
                    let adoption = RootAdoption(by: key, weight: weight, in: self, lineage)
                    for entry in adoption.entries {
                        let text =
                            switch key {
                            case .model: name(entry.key)
                            case .organization: entry.key < 0 ? "-" : organizations.name[entry.key]
                            case .country: "\(entry.key)"
                            }
                        lines.append("\(number) roots \(key) \(weight) \(text) \(entry.sum)")
                    }
                }
            }
            let conflicts = LicenseConflicts(self, lineage)
            lines.append("\(number) conflicts \(conflicts.conflicting)/\(conflicts.known)")
            let index = HIndex(models: self, lineage.graph)
            let reuploads = Intermediaries(nil, weight: .count, in: self, lineage)
            lines.append("\(number) intermediaries \(reuploads.numerator) \(reuploads.models)")
            for row in 0..<models.count {
                let found = Dominators(of: row, in: lineage)
                let obligations = Obligations(of: row, in: self, lineage).inherited
                    .map { "\($0.obligation.names) \(names($0.path))" }
                let removal = Removal(.model(row), weight: .likes, in: self, lineage.choice)
                let nearest = conflicts.nearest(row, self, lineage)
                lines.append(
                    "\(number) \(name(row)) \(index.values[row]) \(names(found.nodes.map(lineage.row))) \(obligations) "
                        + "\(removal.numerator) \(removal.models) \(nearest.map { names($0.path) } ?? "") "
                        + "\(DescendantsByDepth(of: [row], in: self, lineage).byDepth)")
            }
        }
        return lines
    }
}
