/// The candidate that differs from `name` by the fewest edits, if it is near enough to be meant.
func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let best = candidates.map { ($0, editDistance(Array(name.utf8), Array($0.utf8))) }.min {
        ($0.1, $0.0) < ($1.1, $1.0)
    }
    guard let best, best.1 <= max(2, name.utf8.count / 3) else { return nil }
    return best.0
}

/// Levenshtein's distance: insertions, deletions and replacements of bytes.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in right.indices {
            let replaced = diagonal + (byte == right[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
        }
    }
    return row[right.count]
}
