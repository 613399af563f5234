import Domain
import Glibc

/// Organisations, models and lineage of a generated world, as columns. Node numbers: models first, in the order of
/// their creation, then the parents that no source lists.
struct Catalogue: Sendable {
    /// The last day of everything; fixed, so that the same seed gives the same bytes on any day.
    static let lastDay = UTCDay(year: 2026, month: 4, day: 30) ?? UTCDay(number: 0)
    static let hub = "huggingface"

    /// An organisation's name and country; nil: nobody has reviewed it.
    var authors: [(name: String, country: Country?)] = []
    var modelCount = 0
    /// Of every node.
    var names: [String] = []
    var author: [Int32] = []
    /// Of models only; microseconds since 1970.
    var created: [Int64] = []
    /// Places in `Licenses.names`; -1: not stated.
    var license: [Int8] = []
    var downloads: [Int64] = []
    /// Parents of model m: parents[starts[m]..<starts[m + 1]].
    var starts: [Int32] = [0]
    var parents: [Int32] = []
    var relations: [Relation] = []

    var edgeCount: Int { parents.count }

    init(_ size: WorldSize, seed: UInt64) {
        modelCount = size.models
        var random = RandomSource(seed: seed)
        makeAuthors(&random)
        makeModels(&random)
        makeLineage(edges: size.edges, &random)
    }

    /// Models per author follow a power law; the 118 best known of the larger ones have a country.
    private mutating func makeAuthors(_ random: inout RandomSource) {
        author.reserveCapacity(modelCount)
        var sizes: [(author: Int, models: Int)] = []
        var total = 0
        while total < modelCount {
            let models = min(random.wholePowerLaw(2.1, most: 4_000), modelCount - total)
            sizes.append((authors.count, models))
            author += repeatElement(Int32(authors.count), count: models)
            authors.append((Words.author(authors.count, &random), nil))
            total += models
        }
        sizes.sort { ($1.models, $0.author) < ($0.models, $1.author) }
        let weights = Countries.weights
        for entry in sizes.prefix(236) where random.chance(0.5) {
            authors[entry.author].country = Countries.all[random.pick(weights)]
        }
        author.shuffle(using: &random)
    }

    private mutating func makeModels(_ random: inout RandomSource) {
        let end = Int64(Self.lastDay.number)
        var madeBy = [Int32](repeating: 0, count: authors.count)
        // Doubling every seven months: ages are exponential.
        created = (0..<modelCount).map { _ in
            (end * 86_400 - Int64(-307 * 86_400 * log(random.uniform())) - 86_400) * 1_000_000
        }
        created.sort()
        // Repositories older than the hub's own records carry the day on which it began to keep them.
        for model in 0..<modelCount / 4 where random.chance(0.1) { created[model] = Self.creationFloor }
        names.reserveCapacity(modelCount)
        for model in 0..<modelCount {
            let by = Int(author[model])
            names.append("\(authors[by].name)/\(Words.model(Int(madeBy[by]), &random))")
            madeBy[by] += 1
            downloads.append(random.chance(0.38) ? 0 : Int64(random.powerLaw(1.46, most: 5e7)))
        }
    }

    /// 2022-03-02T23:29:04Z.
    private static let creationFloor: Int64 = 1_646_263_744_000_000
}
