import Columns
import Domain

/// How far a group of deployers rests on models whose weights are not released.
///
/// A deployment is an adopter that offers a model at the time: of each source its begins and ends are added up in the
/// order of time, never below nothing, since an end without a begin had begun before the record starts. An adopter that
/// two sources name with one model is one deployment.
public enum BlackBox {
    public static let measure = MeasureDefinition(
        "blackBox", unit: "share", "deployments on models without released weights")

    public struct Question: Sendable {
        public var adopterCountry: Country?
        public var adopterKind: OrganizationKind?
        /// An adopter's name.
        public var adopter: String?
        /// Whether a model that nobody describes under its id is looked for by the last part of its name.
        public var byLastPart: Bool

        public init(
            adopterCountry: Country? = nil, adopterKind: OrganizationKind? = nil, adopter: String? = nil,
            byLastPart: Bool = true
        ) {
            self.adopterCountry = adopterCountry
            self.adopterKind = adopterKind
            self.adopter = adopter
            self.byLastPart = byLastPart
        }
    }

    /// One deployment, and what is known of its model.
    public struct Deployment: Sendable, Equatable {
        /// By identity key.
        public var adopter: String
        public var row: Int
        /// nil: nobody says whether the weights can be had.
        public var isBlackBox: Bool?
        /// Found by the last part of its name.
        public var byLastPart: Bool
        /// Of a black box: whether an open model of its task and size exists; nil: task or size are not known.
        public var isSubstitutable: Bool?
    }

    public struct Result: Sendable {
        /// In the order of adopter and model.
        public var deployments: [Deployment] = []
        public var known: Int { deployments.count { $0.isBlackBox != nil } }
        public var blackBoxes: Int { deployments.count { $0.isBlackBox == true } }
        public var decided: Int { deployments.count { $0.isSubstitutable != nil } }
        public var substitutable: Int { deployments.count { $0.isSubstitutable == true } }
        /// Deployments of everybody.
        public var all = 0
        public var adopters: Int { Set(deployments.map(\.adopter)).count }
    }

    public static func result(_ question: Question, _ facts: Facts, _ world: World) -> Result {
        var result = Result()
        let running = running(facts, world)
        result.all = running.count
        let organizations = organizations(world)
        let wanted = question.adopter.map { ModelName.key($0) }
        let models = LastParts(world, isWanted: question.byLastPart)
        let open = OpenModels(world)
        var judged: [Int: Deployment] = [:]
        for deployment in running {
            let row = organizations[deployment.adopter]
            let country = deployment.country ?? row.map { world.organizations.country[$0] } ?? .unreviewed
            let kind = deployment.kind ?? row.map { world.organizations.kind[$0] } ?? .unknown
            if let wanted, deployment.adopter != wanted { continue }
            if let asked = question.adopterCountry, country != asked { continue }
            if let asked = question.adopterKind, kind != asked { continue }
            var judgement = judged[deployment.row] ?? judge(deployment.row, world, models, open)
            judged[deployment.row] = judgement
            judgement.adopter = deployment.adopter
            result.deployments.append(judgement)
        }
        result.deployments.sort { a, b in
            a.adopter != b.adopter
                ? a.adopter.utf8.lexicographicallyPrecedes(b.adopter.utf8) : world.models.name.isLess(a.row, b.row)
        }
        return result
    }

    private static func judge(_ row: Int, _ world: World, _ models: LastParts, _ open: OpenModels) -> Deployment {
        var deployment = Deployment(
            adopter: "", row: row, isBlackBox: nil, byLastPart: false, isSubstitutable: nil)
        var described = row
        if world.models.access[row] == .unknown, let found = models.row(like: row) {
            described = found
            deployment.byLastPart = true
        }
        let access = world.models.access[described]
        guard access != .unknown else {
            deployment.byLastPart = false
            return deployment
        }
        deployment.isBlackBox = !access.hasWeights
        if !access.hasWeights { deployment.isSubstitutable = open.hasLike(described) }
        return deployment
    }

    /// Rows of organizations by every name.
    static func organizations(_ world: World) -> [String: Int] {
        var rows: [String: Int] = [:]
        for alias in world.organizationAliases where alias.row != .null { rows[alias.key] = Int(alias.row) }
        for (row, name) in world.organizations.name.enumerated() { rows[ModelName.key(name)] = row }
        return rows
    }

    private struct Running {
        var adopter: String
        var row: Int
        var country: Country?
        var kind: OrganizationKind?
    }

    /// Who offers what at the world's time.
    private static func running(_ facts: Facts, _ world: World) -> [Running] {
        struct Offer: Hashable {
            var adopter: String
            var row: Int32
            var source: Int16
        }
        var offers: [Offer: [Adoption]] = [:]
        for a in facts.adoptions.rows where a.kind == Int16(EventKind.deployment.rawValue) && a.at <= world.asOf {
            guard let adopter = a.adopter.orNil, Int(a.model) < world.rowOfId.count,
                let row = world.rowOfId[Int(a.model)].orNil
            else { continue }
            let name = ModelName.key(facts.adopters[Int(adopter)].name)
            offers[Offer(adopter: name, row: row, source: a.source), default: []].append(a)
        }
        struct Place: Hashable {
            var adopter: String
            var row: Int32
        }
        var running: [Place: Running] = [:]
        for (offer, events) in offers {
            var balance: Int64 = 0
            // Of one time ends come first: an offer that ends and begins anew goes on.
            for event in events.sorted(by: { ($0.at, $0.amount) < ($1.at, $1.amount) }) {
                balance = max(0, balance.addingReportingOverflow(event.amount).partialValue)
            }
            guard balance > 0 else { continue }
            let place = Place(adopter: offer.adopter, row: offer.row)
            var known = running[place] ?? Running(adopter: offer.adopter, row: Int(offer.row))
            // What the events say of the adopter: where they differ, the smaller word, whoever came first.
            for event in events {
                let adopter = facts.adopters[Int(event.adopter)]
                if let country = adopter.country, known.country.map({ country.rawValue < $0.rawValue }) ?? true {
                    known.country = country
                }
                if let kind = adopter.kind, known.kind.map({ kind.rawValue < $0.rawValue }) ?? true {
                    known.kind = kind
                }
            }
            running[place] = known
        }
        return running.values.sorted { ($0.adopter, $0.row) < ($1.adopter, $1.row) }
    }
}

/// Described models by the last part of their names: a provider writes `gpt-4o` where a catalogue has `openai/gpt-4o`.
struct LastParts {
    /// A row that stands for all described models of this last part, if all agree on whether there are weights.
    private var rows: [String: Int?] = [:]
    private let world: World

    init(_ world: World, isWanted: Bool) {
        self.world = world
        guard isWanted else { return }
        for row in 0..<world.models.count where world.isModel(row) && world.models.access[row] != .unknown {
            let key = Self.key(world.models.name[row])
            if let known = rows[key] {
                guard let other = known else { continue }
                if world.models.access[other].hasWeights != world.models.access[row].hasWeights {
                    rows[key] = .some(nil)
                } else if world.models.name.isLess(row, other) {
                    rows[key] = row
                }
            } else {
                rows[key] = row
            }
        }
    }

    func row(like row: Int) -> Int? { rows[Self.key(world.models.name[row])] ?? nil }

    private static func key(_ name: String) -> String {
        guard let slash = name.lastIndex(of: "/") else { return ModelName.key(name) }
        return ModelName.key(String(name[name.index(after: slash)...]))
    }
}

/// The tasks and size classes for which there is a model with released weights.
struct OpenModels {
    private struct Place: Hashable {
        var task: Int32
        var size: SizeClass
    }

    private var places: Set<Place> = []
    private let world: World

    init(_ world: World) {
        self.world = world
        let today = world.asOf == .null ? Int32.max : Timestamp(microseconds: world.asOf).day.number
        for row in 0..<world.models.count where world.isModel(row) && world.models.access[row].hasWeights {
            guard !world.models.flags[row].contains(.deleted), (world.models.released[row].orNil ?? .min) <= today,
                let place = place(row)
            else { continue }
            places.insert(place)
        }
    }

    /// Nil: the task or the size of the model is not known.
    func hasLike(_ row: Int) -> Bool? { place(row).map(places.contains) }

    private func place(_ row: Int) -> Place? {
        guard let task = world.models.task[row].orNil, let parameters = world.models.parameters[row].orNil,
            let size = SizeClass(parameters: parameters)
        else { return nil }
        return Place(task: task, size: size)
    }
}
