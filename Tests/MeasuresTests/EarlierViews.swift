import Columns
import Domain
import Measures
import Testing

extension EarlierModels {
    /// What was kept is what was there, and nothing else has changed.
    func expect(_ old: World, _ new: World) {
        #expect(count == old.models.count)
        guard let rows = rows(of: new.models.count) else { return expectWhole(old) }
        #expect(rows == rows.sorted() && Set(rows).count == rows.count)
        #expect(rows.filter { $0 >= count } == Array(count..<new.models.count))
        #expect(isOfAnotherDay || moved.isEmpty)
        let moved = Set(moved)
        for row in 0..<count {
            #expect(new.models.id[row] == old.models.id[row] && new.models.name[row] == old.models.name[row])
            if has(row) {
                let place = place(of: row)
                #expect(models.id[place] == old.models.id[row])
                #expect(models.attributes(place) == old.models.attributes(row))
                #expect(moved.contains(Int32(row)) || models.figures(place) == old.models.figures(row))
            } else {
                #expect(new.models.attributes(row) == old.models.attributes(row))
                #expect(moved.contains(Int32(row)) || new.models.figures(row) == old.models.figures(row))
            }
        }
        if !hasOtherLineage {
            #expect(new.graph.parents == old.graph.parents && new.graph.relations == old.graph.relations)
        }
    }

    private func expectWhole(_ old: World) {
        let moved = Set(moved)
        for row in 0..<count {
            #expect(models.id[row] == old.models.id[row] && models.name[row] == old.models.name[row])
            #expect(models.attributes(row) == old.models.attributes(row))
            // Another day's figures are not put back.
            #expect(moved.contains(Int32(row)) || models.figures(row) == old.models.figures(row))
        }
    }
}

extension ModelTable {
    /// What a row says of itself and of its lineage, names and ids apart.
    fileprivate func attributes(_ row: Int) -> [String] {
        func word(_ id: Int32) -> String { id == .null ? "-" : words[Int(id)] }
        let numbers: [Int64] = [
            Int64(organization[row]), Int64(flags[row].rawValue), Int64(country[row].rawValue),
            Int64(access[row].rawValue), Int64(gated[row]), Int64(released[row]), Int64(releasedPrecision[row]),
            created[row], parameters[row], activeParameters[row], Int64(derivatives[row]), Int64(descendants[row]),
        ]
        return numbers.map(String.init) + [word(license[row]), word(task[row]), word(library[row])]
            + [details[Int32(row)] ?? ""]
    }

    fileprivate func figures(_ row: Int) -> [String] {
        let numbers: [Int64] = [
            netLikes[row], likesReached[row], gain7d[row], gain30d[row], gainSinceFirst[row], gain7dBefore[row],
            gain30dBefore[row], downloads30d[row], downloadsAllTime[row], pulls[row],
        ]
        return numbers.map(String.init) + [String(decayedAdoption[row].bitPattern)]
    }
}
