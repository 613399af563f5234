import Domain

extension RetractionRecord {
    var members: Members {
        var members = Members()
        members.add("of", .object([.init(of.kind.rawValue, of.members.json)]))
        members.add("reason", reason)
        members.add(source: source, at: at)
        return members
    }
}

extension RetractionRecord.Target {
    /// The kind of what is withdrawn.
    public var kind: Record.Kind {
        switch self {
        case .organization: .organization
        case .model: .model
        case .component: .component
        case .observation: .observation
        case .event: .event
        case .artifact: .artifact
        case .rename: .rename
        case .same: .same
        case .deletion: .deletion
        case .milestone: .milestone
        case .claim: .claim
        case .scores: .scores
        }
    }

    var members: Members {
        var members = Members()
        switch self {
        case .organization(let id, let source, let at), .model(let id, let source, let at),
            .artifact(let id, let source, let at), .milestone(let id, let source, let at),
            .claim(let id, let source, let at):
            members.add("id", id)
            members.add(source: source, at: at)
        case .component(let model, let id, let source, let at):
            members.add("model", model)
            members.add("id", Int64(id))
            members.add(source: source, at: at)
        case .observation(let model, let series, let source, let at):
            members.add("model", model)
            members.add("series", series)
            members.add(source: source, at: at)
        case .event(let id, let model, let kind, let amount, let source, let at):
            members.add("id", id)
            members.add("model", model)
            members.add("kind", kind?.name)
            members.add("amount", amount)
            members.add(source: source, at: at)
        case .rename(let from, let to, let source):
            members.add("from", from)
            members.add("to", to)
            members.add("source", source)
        case .same(let a, let b, let source):
            members.add("a", a)
            members.add("b", b)
            members.add("source", source)
        case .deletion(let model, let source, let at):
            members.add("model", model)
            members.add(source: source, at: at)
        case .scores(let framework, let edition, let subject, let source, let at):
            members.add("framework", framework)
            members.add("edition", edition)
            members.add(subject)
            members.add(source: source, at: at)
        }
        return members
    }
}
