import Columns

/// The models whose names are nearest to one that nobody has: what a person probably meant.
package enum NearestModels {
    /// How many are named.
    package static let count = 5

    /// Nearest first; equally near ones by net likes, then by id bytewise. A name without an author is also held
    /// against what stands after the slash. None further than a third of the name's length, at most eight steps.
    package static func find(_ name: String, in snapshot: Snapshot, proceed: () -> Bool = { true }) -> [String] {
        let wanted = Array(name.utf8.prefix(EditDistance.maximumBytes))
        let bound = min(8, max(1, wanted.count / 3))
        let distance = EditDistance(wanted)
        let signature = wanted.withUnsafeBytes { NameSignature($0) }
        let slash = UInt8(ascii: "/")
        let isBare = !wanted.contains(slash)
        let names = snapshot.models.name
        var found: [(distance: Int, likes: Int64, row: Int)] = []
        var worst = bound
        for row in 0..<names.count {
            if row & 0xffff == 0, !proceed() { return [] }
            let other = snapshot.signatures[row]
            let maybe = isBare ? other.mayContain(signature, missing: worst) : other.mayBeWithin(worst, of: signature)
            guard maybe else { continue }
            let steps = names.withBytes(row) { bytes -> Int in
                let cut = UnsafeRawBufferPointer(rebasing: bytes.prefix(EditDistance.maximumBytes))
                var steps = abs(cut.count - wanted.count) <= worst ? distance.whole(cut) : .max
                if isBare, let place = bytes.firstIndex(of: slash) {
                    let tail = UnsafeRawBufferPointer(rebasing: bytes[(place + 1)...])
                    if abs(tail.count - wanted.count) <= worst { steps = min(steps, distance.whole(tail)) }
                }
                return steps
            }
            guard steps <= worst else { continue }
            found.append((steps, snapshot.models.netLikes[row], row))
            if found.count >= 16 * count {
                found.sort { isBefore($0, $1, names) }
                found.removeSubrange(count...)
                worst = found[count - 1].distance
            }
        }
        found.sort { isBefore($0, $1, names) }
        return found.prefix(count).map { names[$0.row] }
    }

    private static func isBefore(
        _ a: (distance: Int, likes: Int64, row: Int), _ b: (distance: Int, likes: Int64, row: Int),
        _ names: StringColumn
    ) -> Bool {
        if a.distance != b.distance { return a.distance < b.distance }
        if a.likes != b.likes { return a.likes > b.likes }
        return names.isLess(a.row, b.row)
    }
}
