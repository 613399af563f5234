import Columns

/// Models by a part of their name.
package struct NameSearch {
    /// How a name answers the search; better ones first.
    package enum Match: Int, Comparable {
        /// The whole id, what stands after its slash, or an alias.
        case exact
        /// The beginning of one of those.
        case prefix
        /// Somewhere in the id or an alias.
        case substring
        /// Nearly somewhere in the id; only where nothing else was found.
        case fuzzy

        package static func < (a: Match, b: Match) -> Bool { a.rawValue < b.rawValue }
    }

    package struct Hit {
        package var match: Match
        package var likes: Int64
        package var row: Int
    }

    /// The page asked for, best first: by match, then net likes, then id bytewise.
    package var hits: [Hit]
    /// How many names answer.
    package var total: Int

    /// Searches all names; nil when `proceed` said no.
    package static func run(
        _ text: String, in snapshot: Snapshot, offset: Int, limit: Int, proceed: () -> Bool = { true }
    ) -> NameSearch? {
        let words = text.utf8.split(separator: UInt8(ascii: " ")).map { $0.map(fold) }
        var page = Page(size: offset + limit, names: snapshot.models.name)
        var aliased: Set<Int32> = []
        for (row, aliases) in snapshot.modelAliases {
            let match = aliases.compactMap { alias in
                var alias = alias
                return alias.withUTF8 { classify(UnsafeRawBufferPointer($0), words) }
            }.min()
            guard let match else { continue }
            let own = snapshot.models.name.withBytes(Int(row)) { classify($0, words) }
            aliased.insert(row)
            page.offer(
                Hit(match: min(match, own ?? match), likes: snapshot.models.netLikes[Int(row)], row: Int(row)))
        }
        let signature = text.utf8.filter { $0 != UInt8(ascii: " ") }.withUnsafeBytes { NameSignature($0) }
        let scanned = scan(snapshot, &page, proceed) { row in
            guard snapshot.signatures[row].mayContain(signature) else { return nil }
            guard let match = snapshot.models.name.withBytes(row, { classify($0, words) }) else { return nil }
            return aliased.contains(Int32(row)) ? nil : match
        }
        guard scanned else { return nil }
        if page.total == 0 {
            let fuzzy = words.map { (tolerated: tolerated($0), distance: EditDistance($0)) }
            let missing = fuzzy.reduce(0) { $0 + $1.tolerated }
            guard missing > 0 else { return NameSearch(hits: [], total: 0) }
            let scanned = scan(snapshot, &page, proceed) { row in
                guard snapshot.signatures[row].mayContain(signature, missing: missing) else { return nil }
                return snapshot.models.name.withBytes(row) { name in
                    fuzzy.allSatisfy { $0.distance.anywhere(in: name) <= $0.tolerated }
                } ? .fuzzy : nil
            }
            guard scanned else { return nil }
        }
        return NameSearch(hits: Array(page.sorted().dropFirst(offset)), total: page.total)
    }

    private static func scan(
        _ snapshot: Snapshot, _ page: inout Page, _ proceed: () -> Bool, _ match: (Int) -> Match?
    ) -> Bool {
        for row in 0..<snapshot.models.count {
            if row & 0xffff == 0, !proceed() { return false }
            if let match = match(row) { page.offer(Hit(match: match, likes: snapshot.models.netLikes[row], row: row)) }
        }
        return true
    }

    /// How many steps a word may be off: none for short ones, which are near to everything.
    private static func tolerated(_ word: [UInt8]) -> Int { word.count < 4 ? 0 : word.count < 8 ? 1 : 2 }

    /// How a name holds all words: as well as it holds the one it holds worst; several words are never exact.
    private static func classify(_ name: UnsafeRawBufferPointer, _ words: [[UInt8]]) -> Match? {
        var worst = words.count > 1 ? Match.prefix : .exact
        for word in words {
            guard let match = classify(name, word: word) else { return nil }
            worst = max(worst, match)
        }
        return worst
    }

    private static func classify(_ name: UnsafeRawBufferPointer, word: [UInt8]) -> Match? {
        if name.hasFolded(word, at: 0) { return name.count == word.count ? .exact : .prefix }
        if let slash = name.firstIndex(of: UInt8(ascii: "/")), name.hasFolded(word, at: slash + 1) {
            return name.count == slash + 1 + word.count ? .exact : .prefix
        }
        return name.containsFolded(word) ? .substring : nil
    }
}

/// The best of all hits, gathered twice as many as needed before the worse half is thrown away.
private struct Page {
    let size: Int
    let names: StringColumn
    private var gathered: [NameSearch.Hit] = []
    private var worst: NameSearch.Hit?
    private(set) var total = 0

    init(size: Int, names: StringColumn) {
        self.size = size
        self.names = names
    }

    mutating func offer(_ hit: NameSearch.Hit) {
        total += 1
        if let worst, !isBefore(hit, worst) { return }
        gathered.append(hit)
        if gathered.count >= max(2 * size, 64) { prune() }
    }

    mutating func sorted() -> [NameSearch.Hit] {
        prune()
        return gathered
    }

    private mutating func prune() {
        gathered.sort(by: isBefore)
        if gathered.count > size { gathered.removeSubrange(size...) }
        if gathered.count == size { worst = gathered.last }
    }

    private func isBefore(_ a: NameSearch.Hit, _ b: NameSearch.Hit) -> Bool {
        if a.match != b.match { return a.match < b.match }
        if a.likes != b.likes { return a.likes > b.likes }
        return a.row != b.row && names.isLess(a.row, b.row)
    }
}
