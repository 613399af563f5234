import Columns
import Domain
import Frameworks
import Measures

/// What sayings have no word for: components, deployments, artifacts.
extension Facts {
    func modelId(of name: String) -> Int32? {
        (0..<modelNames.count).first { ModelName.key(modelNames[$0]) == ModelName.key(name) }.map { Int32($0) }
    }

    private mutating func source(_ name: String) -> Int16 {
        if let id = sources.firstIndex(of: name) { return Int16(id) }
        sources.append(name)
        return Int16(sources.count - 1)
    }

    /// Does nothing for a model that nobody has named.
    mutating func component(
        _ model: String, _ component: Component, _ license: String?, isPresent: Bool = true,
        source name: String = "mof",
        at: Int64 = at(0)
    ) {
        guard let id = modelId(of: model) else { return }
        components.append(
            Columns.ComponentStatement(
                model: id, component: Int16(component.id), source: source(name), isPresent: isPresent, at: at,
                batch: batch, license: license, evidence: nil))
    }

    mutating func deployment(
        _ adopter: String, _ model: String, _ amount: Int64, at: Int64, country: Country? = nil,
        kind: OrganizationKind? = nil, source name: String = "catalog"
    ) {
        guard let id = modelId(of: model) else { return }
        let who = Adopter(name: adopter, country: country, kind: kind)
        var place = adopters.firstIndex(of: who)
        if place == nil {
            adopters.append(who)
            place = adopters.count - 1
        }
        adoptions.merge([
            Adoption(
                model: id, adopter: Int32(place ?? 0), kind: Int16(EventKind.deployment.rawValue), source: source(name),
                at: at, amount: amount, batch: batch, idHash: 0)
        ])
        newest = max(newest, at)
    }

    mutating func artifact(_ name: String, type: String) {
        guard let id = modelId(of: name) else { return }
        artifacts.insert(id)
        artifactStatements.append(
            ArtifactStatement(
                node: id, source: source("curated"), at: at(0), batch: batch, type: type, organization: nil,
                released: .null, license: nil))
    }

    /// A task for a model: sayings have none.
    mutating func task(_ model: String, _ word: String) {
        guard let id = modelId(of: model) else { return }
        if !words.contains(word) { words.append(word) }
        var all = Array(statements.rows)
        for i in all.indices where all[i].model == id { all[i].task = Int32(words.firstIndex(of: word) ?? 0) }
        statements = ModelGrouped<Statement>()
        statements.merge(all)
    }
}

/// A model with what openness asks of it.
func saying(
    _ id: String, released: Int? = nil, access: Access? = nil, license: String? = nil, gated: Bool? = nil,
    parameters: Int64? = nil, source: String = "huggingface", at time: Int64 = at(0),
    bases: [(id: String, relation: Relation)] = []
) -> Saying {
    .model(
        Saying.Model(
            id: id, source: source, at: time, bases: bases, access: access, gated: gated, license: license,
            released: released.map { Int32(20_000 + $0) }, parameters: parameters))
}
