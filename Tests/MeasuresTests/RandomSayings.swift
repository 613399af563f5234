import Columns
import Domain
import TestSupport

/// A small world with everything that goes wrong in a large one.
struct RandomSayings {
    private var random: SplitMix
    let sources = ["huggingface", "mteb", "helm", "curated", "inferred", "modelscope"]
    let models: [String]

    init(seed: Int) {
        random = SplitMix(seed: UInt64(seed))
        let organizations = ["acme", "Zeta", "delta", "solo", "big"]
        var models = ["legacy"]
        for i in 0..<(4 + random.below(12)) {
            models.append("\(random.pick(organizations))/m\(i)\(random.pick(["", "-FP8", "-gguf", "-it"]))")
        }
        self.models = models
    }

    /// One thing said, at one of few times, so that ties are common. Contradictions of one source at one time are left
    /// out: there the order of arrival decides.
    mutating func sayings(_ count: Int, contradictions: Bool = false) -> [Saying] {
        var said: Set<String> = []
        var result: [Saying] = []
        for _ in 0..<count {
            let (saying, key) = one()
            if !contradictions, let key, !said.insert(key).inserted { continue }
            result.append(saying)
        }
        return result
    }

    /// A saying, and what it would contradict.
    private mutating func one() -> (Saying, String?) {
        let model = random.pick(models)
        let source = random.pick(sources)
        let day = random.below(45)
        let key = "\(source) \(day) "
        switch random.below(20) {
        case 0..<7:
            var record = Saying.Model(id: model, source: source, at: at(day))
            for _ in 0..<random.below(4) {
                let base = random.pick(models)
                if record.bases.contains(where: { $0.id == base }) { continue }
                record.bases.append((id: base, relation: random.pick(Relation.allCases)))
            }
            if random.oneIn(3) { record.license = random.pick(["mit", "apache-2.0", "other", "cc-by-nc-4.0"]) }
            if random.oneIn(4) { record.access = random.pick(Access.allCases) }
            if random.oneIn(4) { record.gated = random.oneIn(2) }
            if random.oneIn(4) { record.created = at(random.below(day + 1)) }
            if random.oneIn(5) { record.released = Int32(20_000 + random.below(45)) }
            if random.oneIn(5) { record.parameters = Int64(1 + random.below(900)) * 1_000_000_000 }
            if random.oneIn(8) { record.organization = random.pick(["acme", "delta", "hidden"]) }
            if random.oneIn(5) {
                record.organization = nil
                let names = ["acme", "Zeta", "delta", "solo", "big", "hidden"]
                record.organizations = (0...(1 + random.below(4))).map { _ in random.pick(names) }
            }
            if random.oneIn(5) { record.hubId = "hub\(random.below(6))" }
            return (.model(record), key + "model")
        case 7..<12:
            let series = random.pick(Series.builtIn)
            return (
                .observation(
                    model, series, Int64(random.below(600)), step: random.pick([1, 1, 1, 10]), source: source,
                    at: at(day, random.below(3))), key + series.name
            )
        case 12..<15:
            return (
                .event(model, .like, Int64(random.below(9)) - 2, source: source, at: at(day, random.below(20))), nil
            )
        case 15..<17:
            var record = Saying.Organization(id: random.pick(["acme", "Zeta", "delta", "solo", "big"]), at: at(day))
            record.source = source
            if !random.oneIn(4) {
                record.country = random.pick([
                    Country(name: "US")!, Country(name: "CN")!, .europeanUnion, .unknown, .other,
                ])
            }
            if random.oneIn(2) { record.kind = random.pick(OrganizationKind.allCases) }
            if random.oneIn(4) { record.aliases = [random.pick(["solo", "hidden", "nowhere"])] }
            return (.organization(record), key + "organization \(record.id)")
        case 17:
            let other = random.pick(models)
            // Renames of one time would contradict each other, whoever says so.
            return random.oneIn(2)
                ? (.rename(model, other, source: source, at: at(day)), "rename \(day)")
                : (.same(model, other, source: source, at: at(day)), nil)
        case 18: return (.deletion(model, source: source, at: at(day)), nil)
        default: return (.artifact(random.pick(["the-pile", "paper", model])), nil)
        }
    }
}
