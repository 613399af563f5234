import Domain
import Glibc

/// Something counted, by node number.
struct GeneratedEvent {
    var at: Int64
    var model: Int32
    var kind: EventKind
    var amount: Int8
    /// Place in the adopters; -1: nobody is named.
    var adopter: Int16
}

/// Events day by day: growth goes with likes^0.98, falls with a model's age, and comes in bursts.
struct Adoption {
    static let source = "hub-events"
    static let adopters = 2_000

    private let catalogue: Catalogue
    private let perDay: Int
    private let firstDay: Int32
    private var random: RandomSource
    private var likes: [Int32]
    private var day = 0

    init(_ catalogue: Catalogue, _ size: WorldSize, seed: UInt64) {
        self.catalogue = catalogue
        perDay = size.events / size.days
        firstDay = Catalogue.lastDay.number - Int32(size.days) + 1
        random = RandomSource(seed: seed)
        // Zero for most, with a tail of exponent 2.5.
        likes = []
        for _ in 0..<catalogue.modelCount {
            likes.append(random.chance(0.7) ? 0 : Int32(random.powerLaw(2.5, most: 20_000)))
        }
    }

    /// The next day's events, in order of time. `more` is added to an even share of all events.
    mutating func nextDay(more: Int = 0) -> [GeneratedEvent] {
        let start = Int64(firstDay) + Int64(day)
        day += 1
        let sums = cumulative(on: start)
        let total = sums.last ?? 0
        let count = perDay + more
        let step = 86_400_000_000 / Int64(max(1, count))
        return (0..<count).map { i in
            let model = Self.place(random.uniform() * total, in: sums)
            let draw = random.uniform()
            let kind: EventKind = draw < 0.95 ? .like : draw < 0.99 ? .deployment : .mention
            let amount: Int8 = kind == .like && random.chance(0.012) ? -1 : 1
            if kind == .like { likes[model] = max(0, likes[model] + Int32(amount)) }
            // Whole seconds, as hubs tell time.
            let at = (start * 86_400_000_000 + Int64(i) * step) / 1_000_000 * 1_000_000
            let adopter = kind == .deployment ? Int16(random.below(Self.adopters)) : -1
            return GeneratedEvent(at: at, model: Int32(model), kind: kind, amount: amount, adopter: adopter)
        }
    }

    /// Running sums of every model's weight on a day.
    private mutating func cumulative(on day: Int64) -> [Double] {
        var burst: [Int: Double] = [:]
        for _ in 0..<max(1, likes.count / 20_000) { burst[random.below(likes.count)] = 150 }
        var sum = 0.0
        var sums = [Double](repeating: 0, count: likes.count)
        for model in likes.indices {
            let age = day - catalogue.created[model] / 86_400_000_000
            var weight = likes[model] == 0 ? 0.005 : Self.grown(likes[model])
            weight *= Self.decay(age)
            if let factor = burst[model] { weight *= factor }
            sum += weight
            sums[model] = sum
        }
        return sums
    }

    private static let powers = (0..<4_096).map { pow(Double($0), 0.98) }

    private static func grown(_ likes: Int32) -> Double {
        likes < 4_096 ? powers[Int(likes)] : pow(Double(likes), 0.98)
    }

    /// Likes gained in fifteen days, by age in days.
    private static func decay(_ age: Int64) -> Double {
        switch age {
        case ..<0: 0
        case ..<30: 732
        case ..<90: 91
        case ..<180: 37
        case ..<365: 17
        case ..<730: 11
        default: 7
        }
    }

    private static func place(_ value: Double, in sums: [Double]) -> Int {
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
