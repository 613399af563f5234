import Columns
import Domain

/// Sources by how far they are believed: by rank, and within a rank by name, since their numbers only tell who spoke
/// first.
struct SourceOrder {
    /// The rank of each source.
    let ranks: [SourceRank]
    /// The place of each source among all, the most trusted first.
    let places: [Int]

    init(_ facts: Facts) {
        let ranks = facts.sources.map(SourceRank.of)
        self.ranks = ranks
        var places = [Int](repeating: 0, count: ranks.count)
        let sorted = ranks.indices.sorted { (ranks[$0], facts.sources[$0]) < (ranks[$1], facts.sources[$1]) }
        for (place, source) in sorted.enumerated() { places[source] = place }
        self.places = places
    }

    /// Whether one source is believed before another.
    func isBefore(_ a: Int16, _ b: Int16) -> Bool { places[Int(a)] < places[Int(b)] }
}
