/// The names nearest to one that was not found: what a person probably meant.
public enum NearestName {
    /// Up to `count` of the candidates, nearest first, ties in their order; none that is further than a third of the
    /// name's length (at least one step, at most four). ASCII case does not count.
    ///
    /// Distance: optimal string alignment (insert, delete, replace, swap of neighbours) over bytes.
    public static func find(_ name: String, among candidates: some Sequence<String>, count: Int = 3) -> [String] {
        let wanted = folded(name)
        let bound = min(4, max(1, wanted.count / 3))
        var found: [(distance: Int, name: String)] = []
        for candidate in candidates {
            let other = folded(candidate)
            guard let distance = distance(wanted, other, bound: bound) else { continue }
            found.append((distance, candidate))
        }
        // A stable sort: equal distances keep the candidates' order.
        return found.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
            .prefix(count).map(\.element.name)
    }

    /// ` (did you mean 'country'?)`, or nothing.
    static func hint(_ name: String, among candidates: some Sequence<String>) -> String {
        find(name, among: candidates, count: 1).first.map { "; did you mean '\($0)'?" } ?? ""
    }

    private static func folded(_ text: String) -> [UInt8] {
        text.utf8.map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }
    }

    /// The distance, or nil if it is above the bound.
    static func distance(_ a: [UInt8], _ b: [UInt8], bound: Int) -> Int? {
        guard abs(a.count - b.count) <= bound else { return nil }
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = last
        for i in 1...a.count {
            row[0] = i
            var least = i
            for j in 1...b.count {
                var value = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    value = min(value, beforeLast[j - 2] + 1)
                }
                row[j] = value
                least = min(least, value)
            }
            if least > bound { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count] <= bound ? last[b.count] : nil
    }
}
