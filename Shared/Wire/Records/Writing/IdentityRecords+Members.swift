import Domain

extension RenameRecord {
    var members: Members {
        var members = Members()
        members.add("from", from)
        members.add("to", to)
        members.add(source: source, at: at)
        return members
    }
}

extension SameRecord {
    var members: Members {
        var members = Members()
        members.add("a", a)
        members.add("b", b)
        members.add(source: source, at: at)
        return members
    }
}

extension DeletionRecord {
    var members: Members {
        var members = Members()
        members.add("model", model)
        members.add("reason", reason)
        members.add(source: source, at: at)
        return members
    }
}
