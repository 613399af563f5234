import Columns
import Domain

/// An instant: days after a fixed day, and hours.
func at(_ day: Int, _ hour: Int = 0) -> Int64 {
    Int64(20_000 + day) * Timestamp.microsecondsPerDay + Int64(hour) * 3_600_000_000
}

/// What a source says: the records of the wire, as far as scoring reads them.
enum Saying {
    struct Model {
        var id: String
        var source = "huggingface"
        var at: Int64
        var bases: [(id: String, relation: Relation)] = []
        var access: Access?
        var gated: Bool?
        var license: String?
        var released: Int32?
        /// 0: to the day, 1: the month, 2: the year.
        var releasedPrecision: Int8 = 2
        var created: Int64?
        var parameters: Int64?
        var organization: String?
        /// Of a joint release, the publisher first.
        var organizations: [String] = []
        var hubId: String?
    }

    struct Organization {
        var id: String
        var source = "curated"
        var at: Int64
        var country: Country?
        var kind: OrganizationKind?
        var aliases: [String] = []
    }

    case model(Model)
    case organization(Organization)
    case observation(_ model: String, _ series: Series, _ value: Int64, step: Int64, source: String, at: Int64)
    case event(_ model: String, _ kind: EventKind, _ amount: Int64, source: String, at: Int64)
    case rename(_ from: String, _ to: String, source: String, at: Int64)
    case same(_ a: String, _ b: String, source: String, at: Int64)
    case deletion(_ model: String, source: String, at: Int64)
    case artifact(_ id: String)

    static func model(_ id: String, _ day: Int, _ bases: [(String, Relation)] = [], hubId: String? = nil) -> Saying {
        .model(Model(id: id, at: dayStart(day), bases: bases.map { (id: $0.0, relation: $0.1) }, hubId: hubId))
    }

    static func likes(_ model: String, _ value: Int64, _ time: Int64, step: Int64 = 1, source: String = "huggingface")
        -> Saying
    {
        .observation(model, .likes, value, step: step, source: source, at: time)
    }

    static func country(_ id: String, _ country: Country?, source: String = "curated", at time: Int64 = at(0)) -> Saying
    {
        .organization(Organization(id: id, source: source, at: time, country: country))
    }

    static func like(_ model: String, _ amount: Int64, _ time: Int64, source: String = "events") -> Saying {
        .event(model, .like, amount, source: source, at: time)
    }
}

private func dayStart(_ day: Int) -> Int64 { at(day) }

/// Takes in sayings as ingest and the ledger's reader do: ids in order of first mention, rows by batch.
struct FactsMaker {
    private(set) var facts = Facts()
    private var models: [String: Int32] = [:]
    private var organizations: [String: Int32] = [:]
    private var sources: [String: Int16] = [:]
    private var words: [String: Int32] = [:]
    private var content: Int64 = 0

    init() {
        facts.modelNames.append("")
        facts.modelOrganization.append(.null)
        facts.organizationNames.append("")
        facts.sources.append("")
        facts.words.append("")
    }

    static func facts(_ sayings: [Saying]) -> Facts { facts([sayings]) }

    static func facts(_ batches: [[Saying]]) -> Facts {
        var maker = FactsMaker()
        for batch in batches { maker.take(batch) }
        return maker.facts
    }

    /// - Returns: what the ledger's reader would tell of the batch.
    @discardableResult
    mutating func take(_ batch: [Saying]) -> News {
        var news = News()
        news.isEmpty = batch.isEmpty
        facts.batch += 1
        let number = facts.batch
        var statements: [Statement] = []
        var bases: [StatedBase] = []
        var points: [Point] = []
        var amounts: [DailyAmount] = []
        for saying in batch {
            content += 1
            switch saying {
            case .model(let r):
                var s = Statement(
                    model: model(r.id), source: source(r.source), at: r.at, batch: number, content: content)
                s.access = r.access?.rawValue ?? -1
                s.gated = r.gated.map { $0 ? 1 : 0 } ?? -1
                s.license = r.license.map { word($0) } ?? .null
                s.released = r.released ?? .null
                s.releasedPrecision = r.released == nil ? -1 : r.releasedPrecision
                s.created = r.created ?? .null
                s.parameters = r.parameters ?? .null
                s.organization = (r.organization ?? r.organizations.first).map { organization($0) } ?? .null
                if r.organizations.count > 1 {
                    facts.joint[s.model, default: []].append(
                        JointStatement(
                            source: s.source, at: s.at, batch: number, content: content,
                            organizations: r.organizations.map { organization($0) }))
                }
                s.bases = Int16(r.bases.count)
                s.hubId = r.hubId.map { Int64($0.hashValue) | 1 } ?? 0
                statements.append(s)
                news.described.insert(s.model)
                if s.hubId != 0 { news.touch(s.model) }
                for base in r.bases {
                    bases.append(
                        StatedBase(
                            model: s.model, parent: model(base.id), source: s.source,
                            relation: Int16(base.relation.rawValue), at: s.at, batch: number, content: content))
                }
            case .organization(let r):
                news.isWide = true
                facts.organizations.append(
                    OrganizationStatement(
                        organization: organization(r.id), source: source(r.source), at: r.at, batch: number,
                        country: r.country, kind: r.kind, parent: nil, name: nil, aliases: r.aliases, evidence: nil))
            case .observation(let id, let series, let value, let step, let name, let at):
                let number = Int16(Series.builtIn.firstIndex(of: series) ?? 0)
                points.append(
                    Point(
                        model: model(id), series: number, source: source(name), at: at, value: value,
                        step: Float(step), batch: UInt32(facts.batch)))
                facts.newest = max(facts.newest, at)
                news.touch(model(id), day: Timestamp(microseconds: at).day.number)
            case .event(let id, let kind, let amount, let name, let at):
                amounts.append(
                    DailyAmount(
                        model: model(id), day: Timestamp(microseconds: at).day.number, kind: Int16(kind.rawValue),
                        source: source(name), amount: amount))
                facts.newest = max(facts.newest, at)
                news.touch(model(id), day: Timestamp(microseconds: at).day.number)
            case .rename(let a, let b, let name, let at):
                news.rewrites = true
                identity(a, b, name, true, at)
            case .same(let a, let b, let name, let at):
                news.rewrites = true
                identity(a, b, name, false, at)
            case .deletion(let id, let name, let at):
                news.isWide = true
                facts.deletions.append(
                    DeletionStatement(model: model(id), source: source(name), at: at, batch: number, reason: nil))
            case .artifact(let id):
                news.isWide = true
                facts.artifacts.insert(model(id))
            }
        }
        for s in statements { facts.heard.note(s.source, at: s.at) }
        for p in points { facts.heard.note(p.source, at: p.at) }
        for a in amounts { facts.heard.note(a.source, day: a.day) }
        for o in facts.organizations { facts.heard.note(o.source, at: o.at) }
        facts.statements.merge(statements)
        facts.bases.merge(bases)
        facts.points.merge(points)
        facts.amounts.merge(amounts)
        return news
    }

    private mutating func identity(_ a: String, _ b: String, _ name: String, _ renamed: Bool, _ at: Int64) {
        facts.identities.append(
            IdentityStatement(
                model: model(a), other: model(b), source: source(name), renamed: renamed, at: at, batch: facts.batch))
    }

    private mutating func model(_ name: String) -> Int32 {
        if let id = models[ModelName.key(name)] { return id }
        let id = Int32(facts.modelNames.count)
        models[ModelName.key(name)] = id
        facts.modelNames.append(name)
        facts.modelOrganization.append(ModelName.author(name).map { organization($0) } ?? .null)
        return id
    }

    private mutating func organization(_ name: String) -> Int32 {
        if let id = organizations[ModelName.key(name)] { return id }
        let id = Int32(facts.organizationNames.count)
        organizations[ModelName.key(name)] = id
        facts.organizationNames.append(name)
        return id
    }

    private mutating func source(_ name: String) -> Int16 {
        if let id = sources[name] { return id }
        let id = Int16(facts.sources.count)
        sources[name] = id
        facts.sources.append(name)
        return id
    }

    private mutating func word(_ word: String) -> Int32 {
        if let id = words[word] { return id }
        let id = Int32(facts.words.count)
        words[word] = id
        facts.words.append(word)
        return id
    }
}
