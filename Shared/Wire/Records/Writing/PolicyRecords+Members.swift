import Domain

extension MilestoneRecord {
    var members: Members {
        var members = Members()
        members.add("id", id)
        members.add("title", title)
        members.add("date", date)
        members.add("citation", citation)
        members.add("countries", countries.map { .string($0.name) })
        members.add("kind", kind)
        members.add(source: source, at: at)
        return members
    }
}

extension ClaimRecord {
    var members: Members {
        var members = Members()
        members.add("id", id)
        members.add("text", text)
        members.add("speaker", speaker)
        members.add("date", date)
        members.add("citation", citation)
        members.add("measure", measure)
        if parameters != .object([]) { members.add("parameters", parameters) }
        var predicate = Members()
        predicate.add("kind", self.predicate.kind)
        predicate.add("operator", self.predicate.operator)
        predicate.add("value", self.predicate.value.map { JSONValue.number($0) })
        members.add("predicate", predicate.json)
        members.add(source: source, at: at)
        return members
    }
}

extension ScoresRecord {
    var members: Members {
        var members = Members()
        members.add("framework", framework)
        members.add("edition", edition)
        members.add(subject)
        let sorted = scores.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        members.add("scores", .object(sorted.map { .init($0.key, .number($0.value)) }))
        members.add("evidence", evidence)
        members.add(source: source, at: at)
        return members
    }
}

extension Members {
    /// Whose scores they are.
    mutating func add(_ subject: ScoresRecord.Subject) {
        switch subject {
        case .model(let id): add("model", id)
        case .organization(let id): add("organization", id)
        }
    }
}
