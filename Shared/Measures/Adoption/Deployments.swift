import Columns
import Domain

/// Who offers which model, since when, and until when: spans of offers, from their begins and ends.
///
/// Of each source, provider and model begins less ends are added up in time order, never below 0; of one time ends come
/// first. A span begins when the sum rises from 0 and ends when it falls to 0. An end at 0 had begun before the record
/// starts: a span whose begin is not known.
public enum Deployments {
    public static let measure = MeasureDefinition(
        "deployments", unit: "deployments", "who offers which model, since when and until when")

    public enum Wanted: String, Sendable, CaseIterable { case inForce, ended, all }

    public struct Question: Sendable {
        /// A row of models.
        public var model: Int?
        /// A provider's name; ASCII case does not count.
        public var provider: String?
        /// Where the provider is based.
        public var country: Country?
        public var wanted: Wanted

        public init(model: Int? = nil, provider: String? = nil, country: Country? = nil, wanted: Wanted = .inForce) {
            self.model = model
            self.provider = provider
            self.country = country
            self.wanted = wanted
        }
    }

    /// One span of offers of a model by a provider, as one source tells it.
    public struct Span: Sendable, Equatable {
        public var row: Int
        /// As it is written first.
        public var provider: String
        public var country: Country
        public var source: String
        /// Microseconds since 1970; nil: before the record starts.
        public var begin: Int64?
        /// Nil: in force at the world's time.
        public var end: Int64?
        /// Offers in force now, or at most while it lasted; 1 where only the end is known.
        public var offers: Int64
    }

    /// In the order of model, provider, source and time.
    public static func spans(_ question: Question, _ facts: Facts, _ world: World) -> [Span] {
        guard world.asOf != .null else { return [] }
        let organizations = BlackBox.organizations(world)
        let provider = question.provider.map(ModelName.key)
        var spans: [Span] = []
        for (offer, events) in offers(facts, world, question.model) {
            if let provider, offer.provider != provider { continue }
            let adopters = events.compactMap { $0.adopter.orNil.map { facts.adopters[Int($0)] } }
            let stated = adopters.compactMap(\.country).min { $0.rawValue < $1.rawValue }
            let country =
                stated ?? organizations[offer.provider].map { world.organizations.country[$0] } ?? .unreviewed
            if let asked = question.country, asked != country { continue }
            let name = adopters.map(\.name).min { $0.utf8.lexicographicallyPrecedes($1.utf8) } ?? ""
            read(events) { begin, end, offers in
                guard question.wanted == .all || (end == nil) == (question.wanted == .inForce) else { return }
                spans.append(
                    Span(
                        row: Int(offer.row), provider: name, country: country,
                        source: facts.sources[Int(offer.source)], begin: begin, end: end, offers: offers))
            }
        }
        return spans.sorted { a, b in
            if a.row != b.row { return world.models.name.isLess(a.row, b.row) }
            if a.provider != b.provider { return a.provider.utf8.lexicographicallyPrecedes(b.provider.utf8) }
            if a.source != b.source { return a.source.utf8.lexicographicallyPrecedes(b.source.utf8) }
            return (a.begin ?? .min, a.end ?? .max) < (b.begin ?? .min, b.end ?? .max)
        }
    }

    private struct Offer: Hashable {
        var row: Int32
        /// By identity key; empty where the source names nobody.
        var provider: String
        var source: Int16
    }

    /// Events by what they are of, in time order.
    private static func offers(_ facts: Facts, _ world: World, _ model: Int?) -> [Offer: [Adoption]] {
        var offers: [Offer: [Adoption]] = [:]
        var keys: [Int32: String] = [:]
        for event in facts.adoptions.rows
        where event.kind == Int16(EventKind.deployment.rawValue) && event.at <= world.asOf {
            guard Int(event.model) < world.rowOfId.count, let row = world.rowOfId[Int(event.model)].orNil,
                model == nil || model == Int(row), !world.models.flags[Int(row)].contains(.artifact)
            else { continue }
            var key = ""
            if event.adopter != .null {
                key = keys[event.adopter] ?? ModelName.key(facts.adopters[Int(event.adopter)].name)
                keys[event.adopter] = key
            }
            offers[Offer(row: row, provider: key, source: event.source), default: []].append(event)
        }
        return offers.mapValues { $0.sorted { ($0.at, $0.amount) < ($1.at, $1.amount) } }
    }

    private static func read(
        _ events: [Adoption], _ body: (_ begin: Int64?, _ end: Int64?, _ offers: Int64) -> Void
    ) {
        var (sum, most): (Int64, Int64) = (0, 0)
        var begin: Int64 = .null
        for event in events {
            let after = max(0, sum.addingReportingOverflow(event.amount).partialValue)
            if sum == 0, after > 0 { (begin, most) = (event.at, 0) }
            if sum == 0, event.amount < 0 { body(nil, event.at, 1) }
            if sum > 0, after == 0 { body(begin, event.at, most) }
            sum = after
            most = max(most, sum)
        }
        if sum > 0 { body(begin, nil, sum) }
    }
}
