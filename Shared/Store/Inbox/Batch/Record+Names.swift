import Wire

/// The names a fact needs ids for. A retraction needs none: what it names must be stored already.
extension Record {
    /// Models, the placeholders that only children name, and artifacts.
    func forEachModel(_ body: (String) -> Void) {
        switch self {
        case .model(let r):
            body(r.id)
            for base in r.bases { body(base.id) }
        case .component(let r): body(r.model)
        case .artifact(let r): body(r.id)
        case .rename(let r):
            body(r.from)
            body(r.to)
        case .same(let r):
            body(r.a)
            body(r.b)
        case .deletion(let r): body(r.model)
        case .organization, .observation, .event, .series, .milestone, .claim, .scores, .retraction: break
        }
    }

    func forEachOrganization(_ body: (String) -> Void) {
        switch self {
        case .organization(let r):
            body(r.id)
            if let parent = r.parent { body(parent) }
        case .model(let r):
            if let organization = r.organization { body(organization) }
            for organization in r.organizations { body(organization) }
        default: break
        }
    }

    /// Repeated words of models.
    func forEachWord(_ body: (String) -> Void) {
        guard case .model(let r) = self else { return }
        for word in [r.license, r.licenseName, r.licenseLink, r.task, r.library] { if let word { body(word) } }
    }
}
