import Columns
import Domain

extension WorldBuilder {
    /// Lineage from what each identity's sources name as its bases: one edge a pair, the more specific relation of the
    /// more trusted source; self-loops dropped and counted, contradicted relations flagged.
    mutating func link() {
        let n = models.count
        var starts: [Int32] = [0]
        starts.reserveCapacity(n + 1)
        var parents: [Int32] = []
        var relations: [Relation] = []
        for row in 0..<n {
            let first = parents.count
            var loops: Set<Int32> = []
            /// The statement that each relation is from.
            var stated: [Int32] = []
            for position in statements(models.id[row]) {
                for base in bases(of: position) {
                    let parent = rowOfId[Int(base.parent)]
                    let relation = Relation(rawValue: Int8(base.relation)) ?? .unknown
                    if parent == Int32(row) {
                        loops.insert(base.parent)
                        continue
                    }
                    if let known = parents[first...].firstIndex(of: parent) {
                        // One statement may name a parent by two of its names: then the order of names says nothing.
                        let isFirst =
                            stated[known - first] == position && relation != .unknown
                            && relation.rawValue < relations[known].rawValue
                        if relations[known] == .unknown || isFirst {
                            relations[known] = relation
                            stated[known - first] = position
                        }
                        tallies.doubleEdges += 1
                    } else {
                        parents.append(parent)
                        relations.append(relation)
                        stated.append(position)
                    }
                }
            }
            if !loops.isEmpty {
                tallies.selfLoops += loops.count
                models.flags[row].insert(.selfLoop)
            }
            order(&parents, &relations, from: first)
            if relations[first...].contains(.finetune), models.name.withBytes(row, QuantizedName.matches) {
                tallies.contradictedRelations += relations[first...].count { $0 == .finetune }
                models.flags[row].insert(.relationContradicted)
            }
            starts.append(Int32(parents.count))
        }
        graph = Graph(parentStarts: starts, parents: parents, relations: relations)
        let descendants = Descendants(graph.filtered(\.isWeightsOrUnknown))
        for row in descendants.components.inCycles { models.flags[Int(row)].insert(.cycle) }
        models.derivatives = descendants.direct
        models.descendants = descendants.transitive
        self.descendants = descendants
    }

    /// Parents in ascending order, whatever order the sources named them in.
    private func order(_ parents: inout [Int32], _ relations: inout [Relation], from first: Int) {
        guard parents.count - first > 1 else { return }
        let sorted = (first..<parents.count).sorted { parents[$0] < parents[$1] }
            .map { (parents[$0], relations[$0]) }
        for (i, edge) in sorted.enumerated() {
            parents[first + i] = edge.0
            relations[first + i] = edge.1
        }
    }
}

/// Names that say the weights were quantised, whatever relation is stated.
enum QuantizedName {
    static let marks = [
        "FP8", "FP4", "AWQ", "GPTQ", "GGUF", "NVFP4", "MXFP4", "EXL2", "EXL3", "INT4", "INT8", "BNB-4BIT",
    ]
    .map { Array($0.lowercased().utf8) }

    /// Whether a mark stands in the name as a word of its own, between `-`, `_`, `.`, `/` or the ends.
    static func matches(_ name: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        func isBreak(_ b: UInt8) -> Bool { b == 0x2d || b == 0x5f || b == 0x2e || b == 0x2f }
        while start < name.count {
            for mark in marks where start + mark.count <= name.count {
                let end = start + mark.count
                if end == name.count || isBreak(name[end]),
                    (0..<mark.count).allSatisfy({ ModelName.fold(name[start + $0]) == mark[$0] })
                {
                    return true
                }
            }
            while start < name.count, !isBreak(name[start]) { start += 1 }
            start += 1
        }
        return false
    }
}
